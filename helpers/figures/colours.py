"""Colours and markers of every picture, by name."""

# Okabe and Ito (2008): distinguishable with any common form of colour blindness and in grey.
BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
SKY, AMBER, INK, GREY = "#56B4E9", "#E69F00", "#222222", "#767676"
PALETTE = [BLUE, ORANGE, GREEN, PURPLE, SKY, AMBER]
PALE_BLUE, PALE_ORANGE, PALE_GREY = "#BFDDF0", "#F7E3D6", "#DDDDDD"
"""Grounds: words and marks stand on them."""
NAVY, RUST, DIM = "#1F6391", "#A54300", "#555555"
"""Blue, orange and grey for words: dark enough for small text on white and on the placebo range."""
MARKERS = ["o", "s", "^", "D", "v", "P", "X", "*"]

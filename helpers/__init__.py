"""Small modules that the lessons call: statistics below, figures and lessons above."""

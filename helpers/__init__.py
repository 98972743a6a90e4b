"""What stands in which folder; a module imports from its own floor or from below.

publish    notebooks refreshed; pages, slides and sheets built from them
figures    one file per notebook: pictures, with captions and descriptions written from what was drawn
lessons    what one notebook computes from the floors below
own_trial, evidence, eczema, ask    the reader's paper, the ledger, the disease, the questions
statistics    plain counts in, plain values out; knows no data and no picture
arguments, text, show, data_files    refuse bad input, print numbers, show outputs, read a table
page    what a reader touches (JavaScript, styles, templates); no Python
"""

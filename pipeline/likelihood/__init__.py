"""How likely a stretch of Chinese is to be garbled, by its characters alone.

`normal.py` makes text comparable, `model.py` reads the weights in `garbled-chinese.txt`, `garbled.py` scores and
localises. The weights are made by `training/chinese_likelihood.py`; nothing here needs more than the standard library.
"""

"""From a clean pair to a training example: damaged, mixed or plain source, clean target. Start at `draw.py`.

Every function takes a `random.Random` called `dice` and nothing else that is random: a seed gives the same examples.
"""

"""How the weights of the built-in translator are made, step by step; README.md says how to run each and what it costs.

    align       word alignment of parallel text: what code-switching needs (only for a corpus of your own)
    prepare     corpus, phrasebook and glossary -> one packed folder; the last step that needs the package itself
    vocabulary  SentencePiece models into that folder
    train       one direction on a GPU from the packed folder alone
    convert     weights -> a CTranslate2 folder, int8 or float32
    evaluate    scores of converted folders
    model_card  what the weights are, made of what, how good

`augment/` turns pairs into training examples; it and everything `train` imports use the standard library, numpy,
sentencepiece, sacrebleu and torch only, because the machine with the GPU has nothing else.
"""

"""sentence_transformers, a stand-in: loading and encoding hold the loop, or their thread, for the time that the scenario's [compute] says."""
import hashlib

import _network
from numpy import ndarray


class SentenceTransformer:
    def __init__(self, model_name_or_path=None, device=None, **kwargs):
        self.name = model_name_or_path
        _network.hold(_network.cost("sentence_transformers.load"), "SentenceTransformer()")

    def encode(self, sentences, batch_size=32, show_progress_bar=None, convert_to_numpy=True, normalize_embeddings=False, **kwargs):
        single = isinstance(sentences, str)
        texts = [sentences] if single else list(sentences)
        _network.hold(_network.cost("sentence_transformers.encode") + sum(_network.cost("sentence_transformers.encode_text") for _ in texts),
                      "SentenceTransformer.encode")
        rows = [self._vector(text) for text in texts]
        return ndarray(rows[0]) if single else ndarray(rows)

    def get_sentence_embedding_dimension(self):
        return 8

    @staticmethod
    def _vector(text):
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        return [round(byte / 127.5 - 1, 4) for byte in digest[:8]]

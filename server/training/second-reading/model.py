"""The encoder with its heads: one linear layer over every piece."""

import torch
from layout import PLACES, SHAPES, TAGS, columns
from torch import nn
from transformers import BertConfig, BertModel


class SecondReading(nn.Module):
    """Pieces and their features in, a logit for every output column and piece out."""

    def __init__(self, config: BertConfig):
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.shape = nn.Embedding(SHAPES, config.hidden_size)
        self.place = nn.Embedding(PLACES, config.hidden_size)
        self.tag = nn.Embedding(TAGS, config.hidden_size)
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(config.hidden_size, len(columns()))
        for table in (self.shape, self.place, self.tag):
            nn.init.normal_(table.weight, std=0.01)

    def feature_table(self):
        """The sum of a feature's three parts, by the combined number."""
        rows = torch.arange(SHAPES * PLACES * TAGS)
        return self.shape(rows % SHAPES) + self.place(rows // SHAPES % PLACES) + self.tag(rows // (SHAPES * PLACES))

    def forward(self, input_ids, features, attention_mask=None):
        words = self.encoder.embeddings.word_embeddings(input_ids)
        extra = self.shape(features % SHAPES) + self.place(features // SHAPES % PLACES) + self.tag(features // (SHAPES * PLACES))
        hidden = self.encoder(inputs_embeds=words + extra, attention_mask=attention_mask).last_hidden_state
        return self.heads(self.dropout(hidden))


def from_base(folder, layers=None):
    """The base encoder (a folder with config.json and model.safetensors) with fresh heads. `layers`: which of its layers to keep."""
    base = BertModel.from_pretrained(folder, add_pooling_layer=False)
    if layers is not None:
        base.encoder.layer = nn.ModuleList(base.encoder.layer[i] for i in layers)
        base.config.num_hidden_layers = len(layers)
    model = SecondReading(base.config)
    model.encoder.load_state_dict(base.state_dict())
    return model

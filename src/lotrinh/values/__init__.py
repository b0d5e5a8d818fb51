"""The nouns of the field as frozen values: spans, periods, quantities, deadlines and the records of a reading."""

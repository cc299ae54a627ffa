"""The policy file, `.github/micro-acquisition.yml`, read into the core's `Policy`; `sample.yml` shows every key.

    match read_policy(text):
        case Read(policy, gaps): ...          # gaps refuse /publish
        case PolicyErrors(errors): ...        # each with line, key and sentence

`document.py` knows YAML, `kinds.py` kinds of values, `models.py` the keys, `keys.py` what each is for, `schema.py`
both for editors, `sentences.py` what people are told.
"""

from bot.policy_file.errors import Gap, PolicyError, PolicyErrors, Read
from bot.policy_file.read import read_policy

__all__ = ["Gap", "PolicyError", "PolicyErrors", "Read", "read_policy"]

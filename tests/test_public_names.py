"""The public interface is frozen: a name goes only with a new major version."""

from __future__ import annotations

from importlib import import_module

import pytest

PUBLIC = {
    "tm.checks.base": (
        "Context DocumentRule EntryProblem File Problem ProjectRule RULES Rule RunRule Scope "
        "Side Subject UnitRule"
    ),
    "tm.checks.run": "run_file run_project",
    "tm.clock": "timestamp",
    "tm.config": (
        "CheckOptions Checks Config DocumentOptions Documents Memory Names Policy Scores "
        "Segmentation Spelling Suppression Terms config_file load matches"
    ),
    "tm.documents": "Article Block KINDS Kind Replacement build inline kind_of parse sentences",
    "tm.errors": (
        "CharsetError ConfigError InputError LanguageError LossError Place PluralError "
        "SyntaxProblemError TmError UnknownNameError UsageError WriteError did_you_mean"
    ),
    "tm.files": "atomic_write read_bytes unreadable write_bytes",
    "tm.formats": "EXTENSIONS FORMATS Format Input Output detect",
    "tm.formats.jsonl": "FORMAT read write",
    "tm.formats.mo": "FORMAT",
    "tm.formats.moses": "FORMAT read write",
    "tm.formats.po": "Entry FORMAT PoFile from_polib to_polib",
    "tm.formats.tmx": "FORMAT read write",
    "tm.formats.tsv": "FORMAT read write",
    "tm.lang": "LanguageTag alphabet canonical plural_forms primary",
    "tm.align.aligner": "Bitext align",
    "tm.align.groups": "Group Span grouped joined",
    "tm.align.knowledge": "Knowledge",
    "tm.align.lexicon": "Lexicon Link stem",
    "tm.align.terms": "Candidate Translation candidates",
    "tm.memory.base": "Added Entry Hit Kind Match Origin Penalty Query Stats Store Text",
    "tm.memory.concordance": "Concordance Found Kind Line",
    "tm.memory.fragments": "Fragment fragments",
    "tm.memory.leverage": "BANDS Band Leverage Sentence WEIGHTS band_of leverage",
    "tm.memory.score": "CAP Knowledge Scored best bound scored",
    "tm.memory.search": "search",
    "tm.memory.similarity": "edits percent similarity",
    "tm.memory.sqlite": "SqliteMemory THRESHOLD",
    "tm.model": (
        "Code Document Edit Finding Fix Note Pair Previous Provenance Segment Severity State "
        "Unit Variant unit_id"
    ),
    "tm.corpus.subwords": "Fertility KEPT Subwords load train",
    "tm.report.site": "render write",
    "tm.scores": "METRICS",
    "tm.scores.base": "Metric Needs Resampling Score Translations",
    "tm.scores.chars": "Characters",
    "tm.scores.estimating": "Estimate Estimator LEAST Measured measured",
    "tm.scores.mqm": "Annotation Mqm Typology Weights alpha score typology weights_of",
    "tm.scores.names": "Mentioned NameAccuracy name_accuracy",
    "tm.scores.resampling": (
        "Comparison Interval compare interval randomised resampled sample_values"
    ),
    "tm.scores.scoring": "by_document by_segment counts_of score",
    "tm.names.conversion": "Kind Proposal given_names propose",
    "tm.names.exchange": "FORMATS",
    "tm.names.inflect": (
        "Case WordForm declensions derived derived_from derived_keys inflect same_word stems"
    ),
    "tm.names.matcher": "Cases Matcher Mention Reading Shape slavic",
    "tm.names.matrix": "Entry FormCount detected registered",
    "tm.names.morph": "available disable enable enabled forms",
    "tm.names.name": "Entity Form Gender Kind Name Role Status",
    "tm.names.register": "Register TABLE read_register",
    "tm.names.rename": "Change Renamer Renaming",
    "tm.names.scan": "Location Report Row Spelling Text scan",
    "tm.names.transliterate": "Rule Scheme find languages read schemes",
    "tm.names.words": "Word key word_texts words",
    "tm.plurals": "PluralForms SAMPLE parse_expression parse_plural_forms",
    "tm.progress": "Progress SILENT",
    "tm.project": "Doc Project",
    "tm.project.checking": "Checking Report check judged",
    "tm.registry": "Registry",
    "tm.segment": (
        "Decision FormatHandle LanguageMap LanguageRule Rule Segmenter SrxDocument default_rules "
        "read_srx write_srx"
    ),
    "tm.terms.base": "PartOfSpeech TABLE Term Termbase read_terms",
}


@pytest.mark.parametrize("name", PUBLIC)
def test_the_public_names(name: str) -> None:
    module = import_module(name)
    assert sorted(module.__all__) == sorted(PUBLIC[name].split())
    assert all(hasattr(module, public) for public in module.__all__)

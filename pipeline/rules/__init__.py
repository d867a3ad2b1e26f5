"""The rules, one explicit list. A test finds the forgotten ones."""

from pipeline.rules import comparing, flow, identity, law, life, references, service
from pipeline.rules.anatomy import Context, Rule, rule

RULES: tuple[Rule, ...] = (
    identity.name_differs_from_path,
    identity.name_used_twice,
    identity.code_contradicts_item,
    identity.folder_differs_from_department,
    identity.department_number_wrong,
    identity.division_contradicts_all_codes,
    references.unknown_department,
    references.unknown_law,
    references.unknown_term,
    references.unknown_item,
    references.succession_in_a_circle,
    references.unknown_in_law,
    references.vocabulary_incomplete,
    law.no_founding_basis,
    law.founded_by_normative_document,
    law.basis_not_in_force,
    law.article_beyond_the_last,
    law.checked_in_the_future,
    life.dates_out_of_order,
    life.repeal_without_end,
    life.promised_longer_than_statutory,
    life.limit_both_immediate_and_counted,
    life.law_versions_out_of_order,
    service.entrusted_without_ground,
    service.charge_without_standard,
    flow.step_used_twice,
    flow.branch_to_nowhere,
    flow.not_one_start,
    flow.step_not_reached_or_without_end,
    flow.decision_without_branches,
    flow.risk_point_without_step,
    comparing.deleted_instead_of_repealed,
    comparing.code_changed,
    comparing.code_used_for_another,
    comparing.department_number_changed,
)

__all__ = ["RULES", "Context", "Rule", "rule"]

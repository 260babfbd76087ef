import pg from 'pg';
import type { Refusal } from '#ledger/refusal.ts';

/**
 * Constraints that only a fault of ours can break, never what a person enters. They are thrown, not worded; a test holds
 * that every constraint of the schema is either one of these or worded in `src/i18n/refusals.ts`.
 */
const FAULTS: ReadonlySet<string> = new Set([
  'account_balance_key',
  'account_flow_known',
  'act_number_only_grows',
  'act_number_unique',
  'act_of_its_kind',
  'act_recorder',
  'append_only',
  'approval_agency_money_apart',
  'app_user_email_lower',
  'app_user_initial_password_by_someone',
  'app_user_initial_password_whole',
  'app_user_reset_suspends_roles',
  'approval_posts_its_entry',
  'approval_transfer_within_entity',
  'attachment_of_act',
  'attachment_sha256_whole',
  'audit_event_hash_is_sha256',
  'audit_head_singleton_check',
  'batch_share_root_whole',
  'book_close_days_ordered',
  'book_close_decision_known',
  'book_close_decision_whole',
  'cash_count_total_not_negative',
  'cash_count_witness_whole',
  'record_parking_end_whole',
  'record_parking_once',
  'voucher_month_first_day',
  'voucher_number_once',
  'voucher_number_positive',
  'display_proposal_alias_given',
  'display_proposal_decision_whole',
  'display_proposal_evidence_given',
  'donation_display_evidence_given',
  'donation_display_opened_by_two',
  'donation_display_replay_hides',
  'donation_keeps_receipt',
  'donation_keeps_what_it_replaces',
  'donation_receipt_its_own',
  'journal_entry_not_its_own_reversal',
  'journal_entry_once',
  'journal_entry_reverses_exactly',
  'line_parking_end_whole',
  'line_parking_final',
  'log_leaf_confirmed',
  'match_rule_decision_whole',
  'money_match_decision_whole',
  'money_match_idempotency_unique',
  'money_match_part_final',
  'money_match_undoing_decision_whole',
  'money_match_version_given',
  'statement_counts',
  'statement_days_ordered',
  'statement_file_final',
  'statement_file_of_account',
  'statement_file_sha256_whole',
  'statement_file_stored_whole',
  'statement_line_amount_not_negative',
  'statement_line_identity_whole',
  'statement_line_of_its_statement',
  'statement_line_once',
  'statement_of_account_and_scope',
  'statement_of_its_file',
  'statement_while_storing',
  'log_head_only_grows',
  'log_head_root_whole',
  'log_head_singleton_check',
  'log_leaf_act_once',
  'log_leaf_follows',
  'log_leaf_hash_whole',
  'log_leaf_index_natural',
  'log_leaf_small_enough',
  'money_account_decision_whole',
  'money_account_of_entity',
  'notice_covers_leaves',
  'notice_size_key',
  'open_task_once',
  'opening_digest_of_it',
  'opening_erased_is_gone',
  'opening_only_erased',
  'erasure_decision_whole',
  'erasure_text_of_opening',
  'receipt_code_only_erased',
  'purchase_texts_short',
  'purchase_total_adds_up',
  'purchase_total_positive',
  'posting_restriction_known',
  'posting_stream_known',
  'posting_with_its_entry',
  'posting_within_its_act',
  'receipt_code_locator_key',
  'receipt_code_sizes',
  'receipt_code_tag_key',
  'role_grant_confirmation_whole',
  'role_grant_has_granter',
  'sign_in_throttle_failures_positive',
  'location_of_entity',
  'stock_count_end_whole',
  'stock_count_entry_idempotency_unique',
  'stock_count_line_book_not_negative',
  'stock_count_line_goods',
  'stock_count_settlement_once',
  'stock_delivery_decision_whole',
  'stock_delivery_line_final',
  'stock_delivery_settlement_line_of_loss',
  'stock_delivery_settlement_once',
  'adjustment_moved_value',
  'stock_delivery_settlement_part_known',
  'stock_receipt_decision_whole',
  'stock_receipt_line_final',
  'month_balance_once',
  'month_balance_last_day',
  'balance_seen_once',
  'balance_seen_sha256_whole',
  'balance_seen_size_allowed',
  'balance_seen_media_allowed',
  'balance_seen_end_whole',
  'statement_absence_days_ordered',
  'statement_absence_once',
  'statement_absence_end_whole',
  'unit_kind_known',
  'user_session_id_is_sha256',
]);

/** Primary keys that two people at once, or one entry twice, can run into; all others are numbered by us. */
const SHARED_KEYS =
  /^(approval|withdrawal|confirmation|organisation|fund|appeal|programme|item|item_family|unit)_pkey$/;

export function isFault(constraint: string): boolean {
  return FAULTS.has(constraint) || (constraint.endsWith('_pkey') && !SHARED_KEYS.test(constraint));
}

/** SQLSTATEs of values that do not fit PostgreSQL at all, whatever the column. */
const UNFIT: Record<string, string> = {
  '22003': 'value_out_of_range',
  '22007': 'value_out_of_range',
  '22008': 'value_out_of_range',
  '22021': 'text_unreadable',
  '22P05': 'text_unreadable',
};
const CHECK = '23514';
const UNIQUE = '23505';
const FOREIGN_KEY = '23503';

/** What the database refused, as something a person can mend; undefined when it is no such thing. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined;
  const { code = '', constraint = '' } = error;
  const unfit = UNFIT[code];
  if (unfit) return { kind: unfit };
  if (isFault(constraint)) return undefined;
  if (code === FOREIGN_KEY) return { kind: 'reference_unknown' };
  if (code === CHECK || code === UNIQUE) return { kind: constraint, ...figuresOf(error) };
  return undefined;
}

/** Our triggers put the figures a wording shows into `detail` as JSON; PostgreSQL's own details are never shown: they hold whole rows. */
function figuresOf(error: pg.DatabaseError): { values?: Record<string, string> } {
  if (!error.detail?.startsWith('{"')) return {};
  const figures = JSON.parse(error.detail) as Record<string, unknown>;
  return { values: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, String(value ?? '')])) };
}

/** Written by `npm run tables` from the migrated database. Do not edit. */

import type { ColumnType, Generated } from 'kysely'
import type { JsonValue } from '../types.ts'

/** JSON goes in as text and comes out read. */
type Json = ColumnType<JsonValue, string, string>

export type Absences = {
  id: Generated<string>
  person_id: string
  from_on: string
  to_on: string
  deputy_id: string | null
  roles: string[] | null
  procedures: string[] | null
  signing: string | null
  authorisation: string | null
  declared_by: string
  declared_at: Date
  revoked_at: Date | null
  revoked_by: string | null
}

export type AccountResets = {
  id: Generated<string>
  person_id: string
  reason: string
  subject: string | null
  asked_by: string
  asked_at: Date
  decided_by: string | null
  decided_at: Date | null
  is_granted: boolean | null
}

export type AlarmNotes = {
  id: Generated<string>
  alarm_id: string
  at: Date
  written_by: string
  text: string
}

export type Alarms = {
  id: Generated<string>
  check_name: string
  state: string
  because: Json
  raised_at: Date
  taken_by: string | null
  taken_at: Date | null
  ended_at: Date | null
}

export type Areas = {
  code: string
  valid_from: string
  valid_to: string | null
  level: string
  kind: string
  name: string
  parent_code: string | null
}

export type AssistedDevices = {
  id: Generated<string>
  member_id: string
  unit_id: string
  number: number
  name: string
  token_sha256: string
  proof_sha256: string
  server_half: string | null
  state: string
  enrolled_at: Date
  contact_at: Date
  last_slip: Generated<number>
  wrong_pins: Generated<number>
  wipe_by: string | null
  wipe_at: Date | null
  wipe_reason: string | null
  wiped_at: Date | null
}

export type AssistedEvidence = {
  session_id: string
  purpose: string
  shown_sha256: string
  language: string
  way: string
  signature: string | null
  file_id: string | null
  said_at: Date
}

export type AssistedMembers = {
  id: Generated<string>
  team_id: string
  person_id: string
  is_lead: boolean
  from_on: string
  to_on: string
  appointed_by: string
  appointed_at: Date
  ended_by: string | null
  ended_at: Date | null
}

export type AssistedSessions = {
  id: string
  team_id: string
  unit_id: string
  member_id: string
  helper_id: string
  device_id: string | null
  slip: string
  procedure_code: string
  person_id: string
  papers: Json
  mandate_id: string
  case_id: string | null
  dossier_code: string | null
  arrived_at: Date
  until_at: Date
  ended_at: Date | null
}

export type AssistedTeams = {
  id: Generated<string>
  unit_id: string
  name: string
  area: string | null
  founded_by: string
  founded_at: Date
  last_slip: Generated<number>
}

export type BackupRuns = {
  id: Generated<string>
  kind: string
  at: Date
  seconds: Generated<number>
  is_good: boolean
  facts: ColumnType<JsonValue, string | undefined, string>
}

export type CalendarAnnouncements = {
  id: string
  kind: string
  unit_code: string | null
  from_on: string
  to_on: string
  sessions: string[]
  name: string
  legal_basis: string
  sure: boolean
  announced_by: string
  announced_at: Date
  withdrawn_by: string | null
  withdrawn_at: Date | null
  withdrawal_basis: string | null
}

export type CaseSteps = {
  case_id: string
  number: number
  step_key: string
  name: string
  role: string
  unit_id: string
  holder_id: string | null
  started_at: Date
  due_at: Date | null
  ended_at: Date | null
  outcome: string | null
  note: string | null
  step_type: string
  record: Json | null
  represented_id: string | null
}

export type Cases = {
  id: string
  kind: string
  code: string
  definition_code: string
  definition_version: number
  state: string
  step_key: string
  step_type: string
  step_role: string
  holder_unit_id: string
  holder_id: string | null
  opened_at: Date
  received_at: Date | null
  due_at: Date | null
  step_due_at: Date | null
  paused_at: Date | null
  due_before_pause: Date | null
  ended_at: Date | null
  version: Generated<number>
  clock: ColumnType<JsonValue, string | undefined, string>
}

export type Consents = {
  id: string
  person_id: string
  purpose: string
  text_from: string
  language: string
  shown: string
  shown_sha256: string
  channel: string
  evidence: string | null
  given_by: string
  mandate_id: string | null
  given_at: Date
  withdrawn_channel: string | null
  withdrawn_by: string | null
  withdrawn_mandate_id: string | null
  withdrawn_at: Date | null
}

export type DataRequests = {
  id: Generated<string>
  number: Generated<number>
  kind: string
  person_id: string
  person_name: string
  look_id: string | null
  look_words: string | null
  words: string
  asked_at: Date
  reply_due_at: Date
  due_at: Date
  unit_id: string | null
  operation_key: string | null
  outcome: string | null
  answer: string | null
  answered_by: string | null
  answered_title: string | null
  answered_at: Date | null
  about_id: string | null
}

export type Deputies = {
  deputy_id: string | null
  from_on: string | null
  to_on: string | null
  valid_from: string | null
  valid_to: string | null
  represented: Json | null
}

export type DeskAppointments = {
  id: string
  unit_id: string
  group_key: string
  starts_at: Date
  place: number
  name: string
  phone: string
  code: string
  state: string
  booked_at: Date
}

export type DeskClosings = {
  unit_id: string
  day: string
  figures: Json
  cash_vnd: number
  papers_count: number
  signed_by: string
  signed_at: Date
  checked_by: string | null
  checked_at: Date | null
}

export type DeskCodes = {
  case_id: string
  code_hash: string
  made_at: Date
  expires_at: Date
  tries: Generated<number>
  used_at: Date | null
}

export type DeskDeliveries = {
  case_id: string
  unit_id: string
  clerk_id: string
  receiver_kind: string
  receiver_name: string
  receiver_identity: string
  authority_paper: string | null
  confirmed_by: string
  originals: string | null
  handed_at: Date
}

export type DeskDifferences = {
  id: string
  unit_id: string
  kind: string
  subject: string
  first_day: string
  details: Json
  explanation: string | null
  explained_by: string | null
  settled_day: string | null
}

export type DeskHandoverLines = {
  handover_id: string
  case_id: string
  position: number
  is_received: boolean | null
  refused_reason: string | null
}

export type DeskHandovers = {
  id: string
  from_unit_id: string
  to_unit_id: string
  given_by: string
  given_at: Date
  received_by: string | null
  received_at: Date | null
  operation_key: string
}

export type DeskIntakes = {
  id: string
  unit_id: string
  clerk_id: string
  ticket_id: string | null
  state: string
  version: Generated<number>
  procedure_code: string | null
  procedure_version: number | null
  cards: ColumnType<JsonValue, string | undefined, string>
  holding: ColumnType<JsonValue, string | undefined, string>
  typed: ColumnType<JsonValue, string | undefined, string>
  filled: ColumnType<JsonValue, string | undefined, string>
  papers: ColumnType<JsonValue, string | undefined, string>
  filing: ColumnType<JsonValue, string | undefined, string>
  case_id: string | null
  opened_at: Date
  saved_at: Date
  closed_at: Date | null
  means: string | null
  pay_reference: string | null
  scans: ColumnType<JsonValue, string | undefined, string>
  scanned: ColumnType<JsonValue, string | undefined, string>
  asked: ColumnType<JsonValue, string | undefined, string>
}

export type DeskTickets = {
  id: string
  unit_id: string
  day: string
  group_key: string
  number: number
  state: string
  waits_from: Date
  appointment_id: string | null
  secret: string
  taken_at: Date
  for_window: string | null
  window_key: string | null
  officer_id: string | null
  called_at: Date | null
  calls: Generated<number>
  ended_at: Date | null
}

export type DeskWindows = {
  unit_id: string
  day: string
  officer_id: string
  window_key: string
  since: Date
}

export type DossierCounted = {
  case_id: string | null
  members: number | null
}

export type DossierCourses = {
  case_id: string | null
  unit_id: string | null
  procedure: string | null
  channel: string | null
  state: string | null
  clock: Json | null
  ended_at: Date | null
}

export type DossierFiles = {
  case_id: string | null
  file_id: string | null
}

export type DossierMarks = {
  subject_id: string | null
  measure: string | null
  on_day: string | null
  unit_id: string | null
  item: string | null
  value: number | null
}

export type DossierMeasured = {
  case_id: string | null
  unit_id: string | null
  item: string | null
  channel: string | null
  return_method: string | null
  fee_vnd: number | null
  supplement_count: number | null
  state: string | null
  definition_version: number | null
  received_at: Date | null
  ended_at: Date | null
  due_at: Date | null
  received_on: string | null
  ended_on: string | null
  due_on: string | null
  late_at: Date | null
  late_on: string | null
  waits_on: string | null
}

export type DossierNotes = {
  id: Generated<string>
  case_id: string
  author_id: string
  body: string
  written_at: Date
}

export type DossierPaperMarks = {
  subject_id: string | null
  measure: string | null
  on_day: string | null
  unit_id: string | null
  item: string | null
  value: number | null
}

export type DossierPapers = {
  id: Generated<string>
  case_id: string
  paper_key: string
  name: string
  file_id: string | null
  copy_kind: Generated<number>
  position: number
  added_at: Date
  removed_at: Date | null
  is_digitised: Generated<boolean>
  is_reused: Generated<boolean>
  is_from_national_store: Generated<boolean>
  result_code: string | null
  wallet_entry_id: string | null
  vouch: Json | null
}

export type DossierParcels = {
  case_id: string
  state: string
  item_code: string | null
  at: Date
  told: Generated<string>
  ordered_at: Date
}

export type DossierParticipants = {
  case_id: string
  position: number
  role: string
  name: string
  identity: string | null
  phone: string | null
  scope: string | null
  valid_from: string | null
  valid_to: string | null
  paper_key: string | null
  has_consent: Generated<boolean>
}

export type DossierParties = {
  case_id: string | null
  applicant_id: string | null
  competent_unit_id: string | null
  receiving_unit_id: string | null
}

export type DossierPrefilled = {
  case_id: string | null
  procedure_code: string | null
  fields_asked: number | null
  fields_known: number | null
  fields_objected: number | null
  papers_asked: number | null
  papers_vouched: number | null
}

export type DossierProposals = {
  id: Generated<string>
  case_id: string
  kind: string
  reason: string
  legal_basis: string | null
  due_after: Date | null
  proposed_by: string
  proposed_at: Date
  decided_by: string | null
  decided_at: Date | null
  is_approved: boolean | null
  note: string | null
}

export type DossierRecounts = {
  id: string
  announcement_id: string
  change: string
  name: string
  legal_basis: string
  from_on: string
  asked_at: Date
  open_count: number
  looked: Generated<number>
  moved: Generated<number>
  uncounted: Generated<number>
  after_id: string | null
  finished_at: Date | null
}

export type DossierRepins = {
  id: string
  case_id: string
  from_version: number
  to_version: number
  reason: string
  before: Json
  case_version: number
  done_by: string
  done_by_name: string
  done_at: Date
  undone_at: Date | null
}

export type DossierReplayRows = {
  replay_id: string
  case_id: string
  groups: string[]
  change: Json
}

export type DossierReplays = {
  id: string
  draft_id: string
  draft_revision: number
  procedure_code: string
  wanted: number
  total: number
  done: Generated<number>
  summary: Json | null
  asked_by: string
  asked_at: Date
  finished_at: Date | null
}

export type DossierSupplements = {
  id: Generated<string>
  case_id: string
  number: number
  faults: Json
  reason: string
  asked_by: string
  asked_at: Date
  answered_at: Date | null
  answers_before: Json | null
  mending: Json | null
  mending_saved_at: Date | null
  is_counted_late: Generated<boolean>
  allowed_by: string | null
}

export type DossierWaiting = {
  case_id: string | null
  number: number | null
  asked_at: Date | null
}

export type Dossiers = {
  case_id: string
  procedure_code: string
  procedure_name: string
  channel: string
  receiving_unit_id: string
  competent_unit_id: string
  applicant_id: string | null
  applicant_kind: string
  applicant_name: string
  applicant_identity: string | null
  applicant_phone: string | null
  applicant_email: string | null
  applicant_address: string | null
  submitter_name: string
  answers: Json
  summary: string
  return_method: string
  fee_vnd: number
  fee_lines: Json
  lookup_secret: string
  reply_due_at: Date | null
  supplement_count: Generated<number>
  result_delivered_at: Date | null
  search_text: string
  family_id: string | null
  family_step: number | null
  help_unit_id: string | null
  prefilled: Json | null
  rated_at: Date | null
  slip: string | null
}

export type Drafts = {
  id: Generated<string>
  owner_id: string
  procedure_code: string
  procedure_version: number
  answers: ColumnType<JsonValue, string | undefined, string>
  kept: ColumnType<JsonValue, string | undefined, string>
  pages: ColumnType<JsonValue, string | undefined, string>
  version: Generated<number>
  start_key: string
  created_at: Date
  saved_at: Date
  known: ColumnType<JsonValue, string | undefined, string>
}

export type EventCursors = {
  reaction: string
  txid: Generated<string>
  position: Generated<number>
  at: Generated<Date>
  failures: Generated<number>
  last_error: string | null
}

export type Events = {
  position: Generated<number>
  txid: Generated<string>
  at: Date
  name: string
  subject_id: string
  actor_kind: string
  actor_id: string | null
  unit_id: string | null
  payload: Json
  represented_id: string | null
  mandate_id: string | null
  salt: Generated<Buffer | null>
}

export type ExchangeAnswers = {
  call_id: string
  status: number | null
  outcome: string
  body: string | null
  body_hash: string | null
  signature: string | null
  logged_at: Generated<Date>
}

export type ExchangeBreakers = {
  connector: string
  failures: Generated<number>
  opened_at: Date | null
  probe_at: Date | null
  last_problem: string | null
}

export type ExchangeCalls = {
  id: string
  direction: string
  partner: string
  operation: string
  message_id: string
  idempotency_key: string | null
  purpose: string
  article: string
  dossier_code: string | null
  actor_kind: string
  actor_id: string | null
  body: string | null
  body_hash: string
  signature: string
  logged_at: Generated<Date>
}

export type ExchangeClients = {
  id: Generated<string>
  member: string
  name: string
  public_key: string
  scopes: string[]
  calls_per_minute: number
  is_enabled: Generated<boolean>
}

export type ExchangeDifferences = {
  id: Generated<string>
  connector: string
  stream: string
  what: string
  ours: string
  theirs: string | null
  found_at: Date
  resent_at: Date | null
  ended_at: Date | null
}

export type ExchangeFacts = {
  connector: string
  stream: string
  name: string
  value: string
}

export type ExchangeMessages = {
  id: string
  connector: string
  stream: string
  number: number
  kind: string
  body: Json
  purpose: string
  article: string
  dossier_code: string | null
  state: Generated<string>
  tries: Generated<number>
  refusals: Generated<number>
  next_at: Date
  leased_until: Date | null
  made_at: Date
  ended_at: Date | null
  ended_by: string | null
  ended_reason: string | null
  last_problem: string | null
  tried_at_system: string | null
}

export type ExchangeRates = {
  client_id: string
  minute: Date
  calls: number
}

export type ExchangeReconciliations = {
  id: Generated<string>
  connector: string
  started_at: Date
  compared: number
  found: number
  mended: number
}

export type ExchangeSystems = {
  key: string
  host: string
  port: number
  path_prefix: Generated<string>
  is_private: Generated<boolean>
  is_simulator: Generated<boolean>
  public_key: string
  is_enabled: Generated<boolean>
  connected_at: Date
  protocol: Generated<string>
}

export type FactAsks = {
  subject: string
  register: string
  question: string
  outcome: string
  asked_at: Date
  said: Json | null
  reference: string | null
}

export type FactObjections = {
  request_id: string
  subject: string
  key: string
  known: Json
  known_source: Json
  said: Json
  why: string
  code: string
  made_at: Date
}

export type Factors = {
  id: Generated<string>
  person_id: string
  kind: string
  name: string
  secret: Buffer | null
  last_step: Generated<number>
  added_at: Date
  confirmed_at: Date | null
  used_at: Date | null
  challenge: Buffer | null
}

export type Facts = {
  id: Generated<string>
  subject: string
  key: string
  value: Json
  source: string
  by: string
  by_name: Json
  as_of: Date
  valid_to: string | null
  reference: string | null
  ended_at: Date | null
  mark: string
  recorded_at: Date
}

export type FeedbackActs = {
  id: Generated<string>
  report_id: string
  act: string
  at: Date
  by_kind: string
  by_id: string | null
  by_title: string | null
  unit_id: string | null
  words: string | null
  met: string | null
  due_at: Date | null
}

export type FeedbackFollows = {
  person_id: string
  area_code: string
  category: string
  chosen_at: Date
  told_at: Date
}

export type FeedbackHandlings = {
  id: Generated<string>
  report_id: string
  unit_id: string
  forwarded_at: Date
  taken_at: Date | null
  due_at: Date | null
  extended_at: Date | null
  answer: string | null
  answered_by: string | null
  answered_title: string | null
  answered_at: Date | null
  published_at: Date | null
  ended_at: Date | null
  rating: string | null
  rating_words: string | null
  rated_at: Date | null
}

export type FeedbackMarks = {
  subject_id: string | null
  measure: string | null
  on_day: string | null
  unit_id: string | null
  item: string | null
  value: number | null
}

export type FeedbackPhotos = {
  id: Generated<string>
  report_id: string
  handling_id: string | null
  position: number
  file_id: string
  width: number
  height: number
  covered: ColumnType<JsonValue, string | undefined, string>
  public_file_id: string | null
  cleared_by: string | null
  cleared_at: Date | null
}

export type FeedbackReporters = {
  id: Generated<string>
  report_id: string
  role: string
  person_id: string | null
  name: string | null
  phone: string | null
  secret: string | null
  at: Date
  operation_key: string | null
}

export type FeedbackReports = {
  id: Generated<string>
  code: string
  operation_key: string | null
  state: string
  category: string
  urgency: string
  area_code: string
  latitude: number | null
  longitude: number | null
  words: string
  place: string
  public_words: string | null
  public_place: string | null
  received_at: Date
  accepted_at: Date | null
  published_at: Date | null
  reopened_at: Date | null
  closed_at: Date | null
  awaited: string | null
  awaited_since: Date | null
  due_at: Date | null
  handling_id: string | null
  ground: string | null
  merged_into: string | null
  split_from: string | null
  joined: Generated<number>
  search_text: string
}

export type FeedbackVoices = {
  reporter_id: string
  file_id: string
  seconds: number | null
  transcript: string | null
  transcribed_by: string | null
  transcribed_at: Date | null
}

export type FileProofs = {
  file_id: string
  state: string
  read_at: Date
  since: Date
}

export type FileScans = {
  sha256: string
  state: string
  found: string | null
  since: Date
  scanned_at: Date | null
}

export type Files = {
  id: Generated<string>
  sha256: string
  name: string
  media_type: string
  bytes: number
  pages: number | null
  owner_id: string | null
  unit_id: string | null
  created_at: Date
  origin: Json | null
  revoked_at: Date | null
}

export type Findings = {
  id: Generated<string>
  kind: string
  case_id: string
  place: string
  code: string
  unit_id: string
  holder_id: string | null
  since: Date
  detail: string | null
  found_at: Date
  ended_at: Date | null
  asked_at: Date | null
}

export type ForecastCorrections = {
  scope: string
  procedure: string
  low: number
  high: number
  results: number
}

export type ForecastDurations = {
  case_id: string
  unit_id: string
  above_id: string | null
  procedure: string
  case_limit: string
  channel: string
  received_at: Date
  ended_at: Date | null
  is_done: boolean
  ran_minutes: number
  running_since: Date | null
  load: number | null
  import_id: string | null
}

export type ForecastScores = {
  unit_id: string
  procedure: string
  month: string
  held: Generated<number>
  earlier: Generated<number>
  later: Generated<number>
}

export type Forecasts = {
  case_id: string
  unit_id: string
  procedure: string
  made_at: Date
  method: number
  level: string
  scope: string
  low_minutes: number
  high_minutes: number
  cases: number
  from_on: string
  to_on: string
  closes_on: string | null
  verdict: string | null
  is_counted: Generated<boolean>
}

export type HealthProofs = {
  name: string
  state: string
  because: Json | null
  proved_at: Date
  since: Date
  unwell: number
}

export type HistoryCases = {
  case_id: string
  import_id: string
  foreign_case: string
  variant: string
  throughput_minutes: number | null
  on_time: boolean | null
}

export type HistoryImported = {
  case_id: string | null
  import_id: string | null
}

export type HistoryImports = {
  id: string
  procedure_code: string
  procedure_version: number
  source: string
  file_sha256: string
  file_name: string
  file_bytes: number
  unit_id: string
  state: string
  mapping: Json
  found: Json | null
  report: Json | null
  figures: Json | null
  failure: Json | null
  replaces: string | null
  done_count: Generated<number>
  total_count: Generated<number>
  alive_at: Date
  made_by: string | null
  made_at: Date
  loaded_at: Date | null
}

export type HistoryMappings = {
  source: string
  procedure_code: string
  mapping: Json
  kept_at: Date
}

export type IdentityLinks = {
  issuer: string
  subject: string
  person_id: string
  linked_at: Generated<Date>
}

export type IndicatorCompares = {
  at: Date
  subjects: number
  differing: number
  sums_differing: number
}

export type IndicatorDays = {
  measure_id: number
  on_day: string
  unit_id: string
  value: number
}

export type IndicatorEntries = {
  id: string
  measure: string
  unit_id: string
  from_day: string
  to_day: string
  value: number
  source: string
  entered_by: string
  entered_at: Date
  replaced_at: Date | null
}

export type IndicatorItemNumbers = {
  item: string
  number: number
}

export type IndicatorItemSets = {
  measure_id: number
  month: string
  unit_id: string
  items: string
}

export type IndicatorItems = {
  measure_id: number
  month: string
  unit_id: string
  item: string
  value: number
}

export type IndicatorLateReasons = {
  id: string
  case_id: string
  reason: string
  words: string
  given_by: string
  given_at: Date
  replaced_at: Date | null
}

export type IndicatorMarks = {
  subject_id: string
  measure_id: number
  on_day: string
  unit_id: string
  item: string
  value: number
}

export type IndicatorMeasures = {
  id: Generated<number>
  name: string
  is_by_item: Generated<boolean>
}

export type IndicatorMonths = {
  measure_id: number
  month: string
  unit_id: string
  value: number
}

export type IndicatorTargets = {
  id: string
  set_code: string
  indicator: string
  unit_id: string
  from_day: string
  to_day: string
  value: number
  source: string
  entered_by: string
  entered_at: Date
  replaced_at: Date | null
}

export type KeptForms = {
  id: Generated<string>
  person_id: string
  path: string
  fields: Json
  kept_at: Date
  challenge: Buffer
}

export type KnownBrowsers = {
  token_hash: Buffer
  person_id: string
  browser: string
  first_seen_at: Date
  seen_at: Date
}

export type LedgerCheckpoints = {
  tree: string
  size: number
  root: Buffer
  note: string
  at: Date
}

export type LedgerChecks = {
  id: string
  at: Date
  leaves: number
  findings: Json
}

export type LedgerCosignatures = {
  tree: string
  size: number
  witness: string
  line: string
  at: Date
}

export type LedgerKeys = {
  name: string
  key: string
  role: string
  added_at: Date
}

export type LedgerLeaves = {
  tree: string
  index: number
  leaf: Buffer
  commitment: Buffer
  event_txid: string | null
  event_position: number | null
  look_id: string | null
  is_count: Generated<boolean>
}

export type LedgerStamps = {
  size: number
  token: Buffer
  authority: string
  at: Date
}

export type LedgerTiles = {
  tree: string
  level: number
  index: number
  hashes: Buffer
}

export type LedgerTrees = {
  tree: string
  size: Generated<number>
  txid: Generated<string>
  position: Generated<number>
  look_id: Generated<string>
  counted_until: Generated<Date>
}

export type Looks = {
  slot: Date
  key: Buffer
  id: Generated<string>
  first_at: Date
  last_at: Date
  times: Generated<number>
  viewer_kind: string
  viewer_id: string | null
  represented_id: string | null
  unit_id: string | null
  viewer_title: string | null
  subjects: string[]
  what: string
  why: string
  way: string
  words: string | null
  for_dossier: string | null
  salt: Generated<Buffer>
  txid: Generated<string>
}

export type Mandates = {
  id: Generated<string>
  represented_id: string
  agent_identity: string
  agent_id: string | null
  role: string
  scopes: string[]
  procedures: string[] | null
  source: string
  evidence: string | null
  file_id: string | null
  unit_id: string | null
  valid_from: Date
  valid_until: Date | null
  asked_by: string
  asked_at: Date
  awaits: string | null
  confirmed_by: string | null
  confirmed_at: Date | null
  ended_by: string | null
  ended_at: Date | null
  ending: string | null
  reason: string | null
  checked_at: Date | null
}

export type Migrations = {
  name: string
  sha256: string
  ran_at: Generated<Date>
}

export type MiningDeviations = {
  case_id: string
  kind: string
  step_key: string
  place: number
  unit_id: string
  found_at: Date
}

export type NationalAsked = {
  case_id: string
  register: string
}

export type NationalMarks = {
  subject_id: string | null
  measure: string | null
  on_day: string | null
  unit_id: string | null
  item: string | null
  value: number | null
}

export type NewsPieces = {
  id: string
  kind: string
  slug: string
  unit_id: string
  refers_to: string | null
  made_at: Date
  ended_at: Date | null
  ended_by: string | null
  ended_reason: string | null
}

export type NewsSubscriptions = {
  person_id: string
  areas: string[]
  chosen_at: Date
}

export type NewsVersions = {
  piece_id: string
  number: number
  state: string
  content: Json
  areas: string[]
  files: Generated<string[]>
  writers: string[]
  reason: string | null
  note: string | null
  revision: Generated<number>
  written_at: Date
  submitted_at: Date | null
  decided_by: string | null
  decided_at: Date | null
  is_express: Generated<boolean>
  seen_by: string | null
  seen_at: Date | null
  from_at: Date | null
  until_at: Date | null
}

export type NotificationAttempts = {
  id: string
  outgoing_id: string
  number: number
  channel: string
  state: Generated<string>
  their_id: string | null
  problem: string | null
  asks: Generated<number>
  made_at: Date
  sent_at: Date | null
  ended_at: Date | null
  due_at: Date
  provider: string | null
  device_id: string | null
}

export type NotificationChoices = {
  person_id: string
  first: string | null
  uses_others: boolean
  language: string
  chosen_at: Date
}

export type NotificationCodes = {
  person_id: string
  kind: string
  address: string
  hash: string
  made_at: Date
  tries: Generated<number>
}

export type NotificationContacts = {
  person_id: string
  kind: string
  address: string
  verified_at: Date
  refused_by: Generated<string[]>
}

export type NotificationDevices = {
  id: string
  person_id: string
  service: string
  path: string
  p256dh: string
  auth: string
  label: string
  added_at: Date
}

export type NotificationOutgoing = {
  id: string
  receiver_id: string
  key: string
  person_id: string | null
  subject_id: string
  kind: string
  facts: Json
  link: string
  language: string
  phone: string | null
  email: string | null
  channels: string[]
  made_at: Date
  is_urgent: Generated<boolean>
}

export type Notifications = {
  id: Generated<string>
  person_id: string
  kind: string
  subject_id: string
  facts: Json
  link: string
  key: string
  at: Date
  read_at: Date | null
}

export type NumberBooks = {
  book: string
  period: string
  last_number: number
}

export type OfficerPosts = {
  post_id: string | null
  person_id: string | null
  full_name: string | null
  title: string | null
  roles: string[] | null
  valid_from: string | null
  valid_to: string | null
  unit_id: string | null
  unit_code: string | null
  unit_name: string | null
  unit_reach: string | null
  permissions: string[] | null
}

export type Operations = {
  key: string
  content_hash: string
  subject_id: string
  made_at: Date
}

export type Passkeys = {
  factor_id: string
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[]
}

export type PaymentLinesLive = {
  case_id: string | null
  fee_key: string | null
  vnd: number | null
  receipt_id: string | null
}

export type PaymentMarks = {
  subject_id: string | null
  measure: string | null
  on_day: string | null
  unit_id: string | null
  item: string | null
  value: number | null
}

export type PaymentsAccounts = {
  unit_id: string | null
  bank_bin: string
  number: string
  holder: string
  set_at: Date
}

export type PaymentsDays = {
  day: string
  checked_at: Date
  ours_count: number
  ours_vnd: number
  theirs_count: number
  theirs_vnd: number
  differences: Json
}

export type PaymentsLines = {
  receipt_id: string
  position: number
  case_id: string
  fee_key: string
  label: string
  kind: string
  vnd: number
  legal: string
  is_void: Generated<boolean>
}

export type PaymentsOrders = {
  id: string
  secret: string
  memo: string
  case_id: string
  unit_id: string
  moment: string
  fee_keys: string[]
  total_vnd: number
  made_at: Date
  state: Generated<string>
  gateway_id: string | null
  gateway_url: string | null
  asked_at: Date | null
}

export type PaymentsReceipts = {
  id: string
  request_key: string
  unit_id: string
  book_year: number
  number: number
  case_id: string
  moment: string
  means: string
  provider_reference: string | null
  paper_number: string | null
  payer_name: string
  payer_identity: string | null
  payer_address: string | null
  total_vnd: number
  taken_by: string | null
  taken_at: Date
  voided_by: string | null
  voided_at: Date | null
  void_reason: string | null
}

export type PaymentsRefunds = {
  id: string
  transaction_id: string
  amount_vnd: number
  reason: string
  asked_by: string
  asked_at: Date
  decided_by: string | null
  decided_at: Date | null
  state: Generated<string>
  provider_reference: string | null
  done_at: Date | null
}

export type PaymentsTransactions = {
  id: string
  provider_reference: string
  way: string
  memo: string
  payer: string | null
  amount_vnd: number
  paid_at: Date
  noted_at: Date
  order_id: string | null
  receipt_id: string | null
  why: string | null
}

export type Persons = {
  id: Generated<string>
  kind: string
  full_name: string
  identity_number: string | null
  birth_date: string | null
  gender: string | null
  phone: string | null
  email: string | null
  area_code: string | null
  address_line: string | null
  created_at: Generated<Date>
  search_text: Generated<string>
}

export type PetitionActs = {
  id: Generated<string>
  petition_id: string
  act: string
  at: Date
  by_kind: string
  by_id: string | null
  by_title: string | null
  unit_id: string | null
  words: string | null
  met: string | null
  due_at: Date | null
}

export type PetitionDrafts = {
  id: Generated<string>
  operation_key: string | null
  secret: string
  about: string
  typed: Json
  earlier: Json | null
  saved_at: Date
}

export type PetitionFiles = {
  id: Generated<string>
  draft_id: string | null
  petition_id: string | null
  position: number
  file_id: string
}

export type PetitionMarks = {
  subject_id: string | null
  measure: string | null
  on_day: string | null
  unit_id: string | null
  item: string | null
  value: number | null
}

export type PetitionReaderDays = {
  petition_id: string
  on_day: string
  useful: Generated<number>
  unclear: Generated<number>
}

export type PetitionReaderMarks = {
  mark: string
  on_day: string
}

export type PetitionSenders = {
  petition_id: string
  person_id: string | null
  name: string
  address: string | null
  phone: string | null
  is_name_public: boolean
  secret: string
}

export type Petitions = {
  id: Generated<string>
  code: string
  operation_key: string | null
  state: string
  about: string
  procedure_code: string | null
  conduct: string | null
  accused_unit_id: string | null
  official_name: string | null
  official_key: string | null
  official_id: string | null
  unit_id: string
  words: string
  received_at: Date
  awaited: string | null
  awaited_since: Date | null
  due_at: Date | null
  handle_due_at: Date | null
  late_at: Date | null
  answer: string | null
  answered_by: string | null
  answered_title: string | null
  answered_at: Date | null
  public_title: string | null
  public_words: string | null
  public_answer: string | null
  published_at: Date | null
  search_text: Generated<string>
  ended_at: Date | null
  ground: string | null
  elsewhere: string | null
  path: string | null
  repeats: string | null
  rating: string | null
  rating_words: string | null
  rated_at: Date | null
}

export type PolicyReports = {
  day: string
  directive: string
  blocked: string
  page: string
  times: number
}

export type Posts = {
  id: Generated<string>
  person_id: string
  unit_id: string
  title: string
  roles: string[]
  valid_from: string
  valid_to: string | null
}

export type ProcedureChannels = {
  code: string | null
  version: number | null
  is_online: boolean | null
}

export type ProcedureDrafts = {
  id: string
  code: string
  based_on: number
  origin: string
  state: string
  definition: Json
  revision: Generated<number>
  reason: Generated<string>
  legal: Generated<string>
  valid_from: string | null
  import_notes: ColumnType<JsonValue, string | undefined, string>
  editors: string[]
  editor_names: string[]
  drafted_at: Date
  changed_at: Date
  sent_back: string | null
  replay: Json | null
  replay_revision: number | null
  version: number | null
}

export type ProcedureTexts = {
  code: string
  texts: Json
  source: string
  imported_at: Date
}

export type ProcedureVersions = {
  code: string
  version: number
  definition: Json
  content_hash: string
  created_at: Generated<Date>
  valid_from: Generated<string>
  origin: Generated<string>
  reason: string | null
  legal: string | null
  drafted_by: string | null
  approved_by: string | null
  approved_at: Date | null
  replay: Json | null
  withdrawn_at: Date | null
  withdrawn_by: string | null
  withdrawn_reason: string | null
  is_online: Generated<boolean>
}

export type Procedures = {
  code: string
  name: string
  field_code: string
  changed_at: Generated<Date>
  ended_at: Date | null
  pack_hash: string | null
}

export type ProofRuns = {
  id: Generated<string>
  started_at: Date
  ended_at: Date
  examined: number
  fine: number
  found: number
  files_seen: number
  files_read: number
}

export type ProviderState = {
  kind: string
  id: string
  payload: Json
  grant_id: string | null
  user_code: string | null
  uid: string | null
  ends_at: Date | null
  consumed_at: Date | null
}

export type RateLimits = {
  key: string
  window_start: Date
  count: number
}

export type RecoveryCodes = {
  person_id: string
  code_hash: Buffer
  made_at: Date
  used_at: Date | null
}

export type ResultFiles = {
  case_id: string | null
  file_id: string | null
}

export type ResultMarks = {
  subject_id: string | null
  measure: string | null
  on_day: string | null
  unit_id: string | null
  item: string | null
  value: number | null
}

export type ResultOutgoing = {
  case_id: string
  kind: string
  act_at: Date
  title: string
  unit_id: string
  signer_id: string | null
  signed_at: Date
  file_id: string
}

export type ResultSignings = {
  batch_id: string
  result_id: string
  position: number
  signer_id: string
  post_id: string
  result_version: number
  asked_at: Date
  ended_at: Date | null
  refused: Json | null
}

export type Results = {
  id: Generated<string>
  case_id: string
  unit_id: string
  kind: string
  template: string
  content: Json
  state: string
  drafted_by: string
  drafted_at: Date
  register: string
  register_year: number | null
  register_number: number | null
  register_label: string | null
  numbered_at: Date | null
  signer_id: string | null
  signed_at: Date | null
  file_id: string | null
  verify_code: string | null
  ended_reason: string | null
  version: Generated<number>
}

export type RetentionCounts = {
  run_id: string
  class: string
  ended: Generated<number>
  held: Generated<number>
  due: Generated<number>
  due_in_month: Generated<number>
  due_in_year: Generated<number>
}

export type RetentionHandovers = {
  id: string
  class: string
  due_until: Date
  number: string
  archive: string
  handed_on: string
  recorded_by: string
  recorded_title: string
  recorded_at: Date
}

export type RetentionHolds = {
  id: string
  kind: string
  subject: string
  label: string
  reason: string
  asked_by: string
  asked_title: string
  asked_at: Date
  confirmed_by: string | null
  confirmed_title: string | null
  confirmed_at: Date | null
  end_asked_by: string | null
  end_asked_title: string | null
  end_asked_at: Date | null
  end_reason: string | null
  ended_by: string | null
  ended_title: string | null
  ended_at: Date | null
}

export type RetentionRuns = {
  id: string
  day: string
  started_at: Date
  ended_at: Date | null
  at_class: string | null
  classes_done: Generated<number>
  bytes_seen: Generated<number>
  bytes_removed: Generated<number>
}

export type Roles = {
  code: string
  name: string
  permissions: string[]
  scope: string
}

export type SatisfactionAnswerMarks = {
  subject_id: string | null
  measure: string | null
  on_day: string | null
  unit_id: string | null
  item: string | null
  value: number | null
}

export type SatisfactionAnswers = {
  case_id: string
  answers: Json
  comment: string | null
  channel: string
  rated_at: Date
  unit_id: string
  criteria: string
  version: string
  overall: string | null
  is_anonymous: boolean
  kiosk_id: string | null
  refuted_at: Date | null
  refuted_by: string | null
  refuted_ground: string | null
}

export type SatisfactionInvitations = {
  case_id: string
  token: string
  number: string
  made_at: Date
}

export type SatisfactionKiosks = {
  id: string
  unit_id: string
  name: string
  enrolled_by: string
  enrolled_at: Date
  claimed_at: Date | null
  ended_at: Date | null
}

export type SatisfactionOnlineMarks = {
  subject_id: string | null
  measure: string | null
  on_day: string | null
  unit_id: string | null
  item: string | null
  value: number | null
}

export type SatisfactionRated = {
  case_id: string | null
  unit_id: string | null
  rated_at: Date | null
  on_day: string | null
  criteria: string | null
  version: string | null
  answers: Json | null
  overall: string | null
  is_anonymous: boolean | null
  comment: string | null
  channel: string | null
  refuted_at: Date | null
  has_complaint: boolean | null
  attitude: number | null
}

export type SatisfactionScores = {
  id: string
  unit_id: string
  criteria: string
  version: string
  number: string
  from_day: string
  to_day: string
  side: string
  figures: Json
  points: number
  ground: string
  scored_by: string
  scored_at: Date
  replaced_at: Date | null
}

export type SatisfactionTimes = {
  case_id: string
  criterion: string
  unit_id: string
  on_day: string
  points: number
}

export type SatisfactionTimesNow = {
  case_id: string | null
  criterion: string | null
  unit_id: string | null
  on_day: string | null
  points: number | null
}

export type Schedules = {
  name: string
  slot: Date
  started_at: Date
  ended_at: Date | null
  lease_until: Date
  late_seconds: Generated<number>
  missed_runs: Generated<number>
  failures: Generated<number>
  last_error: string | null
}

export type ServiceMinutes = {
  journey: string
  minute: Date
  total: number
  good: number
}

export type ServiceTokens = {
  id: Generated<string>
  token_hash: Buffer
  name: string
  scopes: string[]
  unit_id: string | null
  writes_per_minute: number | null
  created_at: Generated<Date>
  ends_at: Date | null
  revoked_at: Date | null
}

export type Sessions = {
  token_hash: Buffer
  person_id: string
  post_id: string | null
  id_token: string | null
  opened_at: Date
  used_at: Date
  ends_at: Date
  level: Generated<number>
  method: Generated<string>
  proven_at: Date | null
  stepped_up_at: Date | null
  idle_minutes: Generated<number>
  browser: Generated<string>
  address: Generated<string>
  mandate_id: string | null
}

export type Settings = {
  key: string
  value: Json
  changed_at: Generated<Date>
}

export type SignIns = {
  state: string
  browser_hash: Buffer
  nonce: string
  code_verifier: string
  return_to: string
  started_at: Date
  level: number | null
  is_shared: Generated<boolean>
}

export type Units = {
  id: Generated<string>
  code: string
  name: string
  short_name: string
  kind: string
  parent_id: string | null
  path: string
  area_code: string | null
  address: string | null
  phone: string | null
  desk_name: string | null
  valid_from: string
  valid_to: string | null
}

export type UploadParts = {
  upload_id: string
  position: number
  sha256: string
}

export type Uploads = {
  id: string
  key: string
  owner_id: string | null
  counted_for: string
  name: string
  bytes: number
  sha256: string
  received: Generated<number>
  is_whole: Generated<boolean>
  created_at: Date
}

export type WalletEntries = {
  id: Generated<string>
  owner_id: string | null
  owner_identity: string | null
  owner_kind: string
  owner_name: string
  kind_code: string
  title: string
  number: string | null
  source: string
  agency_name: string
  unit_id: string | null
  issued_on: string | null
  valid_from: string
  valid_until: string | null
  subject: Generated<string>
  fields: ColumnType<JsonValue, string | undefined, string>
  file_id: string
  sha256: string
  content_key: string | null
  verify_code: string
  result_id: string | null
  case_id: string | null
  kept_at: Date
  ended_at: Date | null
  ended_how: string | null
  ended_reason: string | null
  replaced_by: string | null
  ended_by: string | null
  ended_why: string | null
}

export type WalletScanFiles = {
  scan_id: string
  position: number
  file_id: string
}

export type WalletScanPages = {
  id: Generated<string>
  scan_id: string
  number: number
  paper_id: string
  source_sha256: string
  page_sha256: string
  width: number
  height: number
  faults: string[]
  lines: Json
  confidence: number
}

export type WalletScanPapers = {
  id: Generated<string>
  scan_id: string
  position: number
  paper_key: string | null
  guess: Json | null
  proposals: Json
  state: string
  fields: Json | null
  number_label: string | null
  verify_code: string | null
  entry_id: string | null
  decided_by: string | null
  decided_at: Date | null
}

export type WalletScans = {
  id: Generated<string>
  unit_id: string
  started_by: string
  procedure_code: string
  procedure_version: number
  case_id: string | null
  owner: Json
  state: string
  pages_total: number
  pages_done: Generated<number>
  problem: Json | null
  started_at: Date
  ended_at: Date | null
  back_to: string | null
}

export type WalletUses = {
  entry_id: string
  case_id: string
  paper_key: string
  used_at: Date
}

export type Warnings = {
  case_id: string
  rule: string
  place: number
  basis: Date
  fire_at: Date
  told_at: Date | null
}

export type Workers = {
  id: string
  seen_at: Date
}

export type Tables = {
  absences: Absences
  account_resets: AccountResets
  alarm_notes: AlarmNotes
  alarms: Alarms
  areas: Areas
  assisted_devices: AssistedDevices
  assisted_evidence: AssistedEvidence
  assisted_members: AssistedMembers
  assisted_sessions: AssistedSessions
  assisted_teams: AssistedTeams
  backup_runs: BackupRuns
  calendar_announcements: CalendarAnnouncements
  case_steps: CaseSteps
  cases: Cases
  consents: Consents
  data_requests: DataRequests
  deputies: Deputies
  desk_appointments: DeskAppointments
  desk_closings: DeskClosings
  desk_codes: DeskCodes
  desk_deliveries: DeskDeliveries
  desk_differences: DeskDifferences
  desk_handover_lines: DeskHandoverLines
  desk_handovers: DeskHandovers
  desk_intakes: DeskIntakes
  desk_tickets: DeskTickets
  desk_windows: DeskWindows
  dossier_counted: DossierCounted
  dossier_courses: DossierCourses
  dossier_files: DossierFiles
  dossier_marks: DossierMarks
  dossier_measured: DossierMeasured
  dossier_notes: DossierNotes
  dossier_paper_marks: DossierPaperMarks
  dossier_papers: DossierPapers
  dossier_parcels: DossierParcels
  dossier_participants: DossierParticipants
  dossier_parties: DossierParties
  dossier_prefilled: DossierPrefilled
  dossier_proposals: DossierProposals
  dossier_recounts: DossierRecounts
  dossier_repins: DossierRepins
  dossier_replay_rows: DossierReplayRows
  dossier_replays: DossierReplays
  dossier_supplements: DossierSupplements
  dossier_waiting: DossierWaiting
  dossiers: Dossiers
  drafts: Drafts
  event_cursors: EventCursors
  events: Events
  exchange_answers: ExchangeAnswers
  exchange_breakers: ExchangeBreakers
  exchange_calls: ExchangeCalls
  exchange_clients: ExchangeClients
  exchange_differences: ExchangeDifferences
  exchange_facts: ExchangeFacts
  exchange_messages: ExchangeMessages
  exchange_rates: ExchangeRates
  exchange_reconciliations: ExchangeReconciliations
  exchange_systems: ExchangeSystems
  fact_asks: FactAsks
  fact_objections: FactObjections
  factors: Factors
  facts: Facts
  feedback_acts: FeedbackActs
  feedback_follows: FeedbackFollows
  feedback_handlings: FeedbackHandlings
  feedback_marks: FeedbackMarks
  feedback_photos: FeedbackPhotos
  feedback_reporters: FeedbackReporters
  feedback_reports: FeedbackReports
  feedback_voices: FeedbackVoices
  file_proofs: FileProofs
  file_scans: FileScans
  files: Files
  findings: Findings
  forecast_corrections: ForecastCorrections
  forecast_durations: ForecastDurations
  forecast_scores: ForecastScores
  forecasts: Forecasts
  health_proofs: HealthProofs
  history_cases: HistoryCases
  history_imported: HistoryImported
  history_imports: HistoryImports
  history_mappings: HistoryMappings
  identity_links: IdentityLinks
  indicator_compares: IndicatorCompares
  indicator_days: IndicatorDays
  indicator_entries: IndicatorEntries
  indicator_item_numbers: IndicatorItemNumbers
  indicator_item_sets: IndicatorItemSets
  indicator_items: IndicatorItems
  indicator_late_reasons: IndicatorLateReasons
  indicator_marks: IndicatorMarks
  indicator_measures: IndicatorMeasures
  indicator_months: IndicatorMonths
  indicator_targets: IndicatorTargets
  kept_forms: KeptForms
  known_browsers: KnownBrowsers
  ledger_checkpoints: LedgerCheckpoints
  ledger_checks: LedgerChecks
  ledger_cosignatures: LedgerCosignatures
  ledger_keys: LedgerKeys
  ledger_leaves: LedgerLeaves
  ledger_stamps: LedgerStamps
  ledger_tiles: LedgerTiles
  ledger_trees: LedgerTrees
  looks: Looks
  mandates: Mandates
  migrations: Migrations
  mining_deviations: MiningDeviations
  national_asked: NationalAsked
  national_marks: NationalMarks
  news_pieces: NewsPieces
  news_subscriptions: NewsSubscriptions
  news_versions: NewsVersions
  notification_attempts: NotificationAttempts
  notification_choices: NotificationChoices
  notification_codes: NotificationCodes
  notification_contacts: NotificationContacts
  notification_devices: NotificationDevices
  notification_outgoing: NotificationOutgoing
  notifications: Notifications
  number_books: NumberBooks
  officer_posts: OfficerPosts
  operations: Operations
  passkeys: Passkeys
  payment_lines_live: PaymentLinesLive
  payment_marks: PaymentMarks
  payments_accounts: PaymentsAccounts
  payments_days: PaymentsDays
  payments_lines: PaymentsLines
  payments_orders: PaymentsOrders
  payments_receipts: PaymentsReceipts
  payments_refunds: PaymentsRefunds
  payments_transactions: PaymentsTransactions
  persons: Persons
  petition_acts: PetitionActs
  petition_drafts: PetitionDrafts
  petition_files: PetitionFiles
  petition_marks: PetitionMarks
  petition_reader_days: PetitionReaderDays
  petition_reader_marks: PetitionReaderMarks
  petition_senders: PetitionSenders
  petitions: Petitions
  policy_reports: PolicyReports
  posts: Posts
  procedure_channels: ProcedureChannels
  procedure_drafts: ProcedureDrafts
  procedure_texts: ProcedureTexts
  procedure_versions: ProcedureVersions
  procedures: Procedures
  proof_runs: ProofRuns
  provider_state: ProviderState
  rate_limits: RateLimits
  recovery_codes: RecoveryCodes
  result_files: ResultFiles
  result_marks: ResultMarks
  result_outgoing: ResultOutgoing
  result_signings: ResultSignings
  results: Results
  retention_counts: RetentionCounts
  retention_handovers: RetentionHandovers
  retention_holds: RetentionHolds
  retention_runs: RetentionRuns
  roles: Roles
  satisfaction_answer_marks: SatisfactionAnswerMarks
  satisfaction_answers: SatisfactionAnswers
  satisfaction_invitations: SatisfactionInvitations
  satisfaction_kiosks: SatisfactionKiosks
  satisfaction_online_marks: SatisfactionOnlineMarks
  satisfaction_rated: SatisfactionRated
  satisfaction_scores: SatisfactionScores
  satisfaction_times: SatisfactionTimes
  satisfaction_times_now: SatisfactionTimesNow
  schedules: Schedules
  service_minutes: ServiceMinutes
  service_tokens: ServiceTokens
  sessions: Sessions
  settings: Settings
  sign_ins: SignIns
  units: Units
  upload_parts: UploadParts
  uploads: Uploads
  wallet_entries: WalletEntries
  wallet_scan_files: WalletScanFiles
  wallet_scan_pages: WalletScanPages
  wallet_scan_papers: WalletScanPapers
  wallet_scans: WalletScans
  wallet_uses: WalletUses
  warnings: Warnings
  workers: Workers
}

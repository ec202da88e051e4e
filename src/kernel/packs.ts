/** Gói tỉnh: a province as data. This is the door; the insides lie in `packs/`. */

export type { Assisted } from './packs/assisted.ts'
export {
  type Applicant,
  applicantNames,
  type CatalogueEntry,
  type ChannelFacts,
  type FeeRule,
  type Field,
  type Flag,
  flagMeanings,
  type LimitCase,
  outcomeName,
  outcomesOfType,
  type Paper,
  type PartyRule,
  Procedure,
  procedureKinds,
  type RequiredPaper,
  Step,
  type StepType,
  stepTypes,
} from './packs/catalogue.ts'
export {
  checkDefinition,
  type ProcedureFault,
  type ProcedureWorld,
} from './packs/check-procedure.ts'
export { checkPackCommand, writeSchemasCommand } from './packs/command.ts'
export type { ConsentPurpose, ConsentText } from './packs/consents.ts'
export type { CounterFills, DeskRules, DeskWindow, TicketGroup } from './packs/desk.ts'
export type {
  AskedBy,
  FactSource,
  Facts,
  RegisterKey,
  SharedFact,
  VouchedBy,
  WrittenFact,
} from './packs/facts.ts'
export { askedBy, fieldOfFact, registerKeys } from './packs/facts.ts'
export type { FindLinked } from './packs/families.ts'
export type {
  Feedback,
  FeedbackCategory,
  RejectionGround,
  ReplyTemplate,
  UrgencyClass,
} from './packs/feedback.ts'
export type { Geography, MapLabel, MappedArea, MapSite } from './packs/geography.ts'
export type { Hotline } from './packs/hotlines.ts'
export { type ProcedureTexts, readProcedureTexts } from './packs/import.ts'
export type { Indicator, IndicatorSet } from './packs/indicators.ts'
export { readPackOnce } from './packs/kept.ts'
export type { Problem } from './packs/messages.ts'
export { checkPack, type Pack, PackError, packWarnings, readPack } from './packs/pack.ts'
export type { PaperField, PaperKind } from './packs/paper-kinds.ts'
export type { OtherPath, Petitions } from './packs/petitions.ts'
export {
  type Area,
  type AreaChange,
  type LifeEvent,
  type NameGroup,
  type PackManifest,
  permissions,
  type Role,
  type Unit,
} from './packs/places.ts'
export type { Report } from './packs/reports.ts'
export type { Keep, RetentionRule } from './packs/retention.ts'
export { ImportError, type Row, readRows } from './packs/rows.ts'
export { CriteriaSet } from './packs/satisfaction.ts'
export { SearchWords } from './packs/search-words.ts'
export { channels, levels, type TimedLimit } from './packs/shapes.ts'

/** What other modules may ask of field reports. */

export {
  isPublic,
  type ReportState,
  refusal as feedbackRefusal,
  reportLinks,
  reportStates,
} from './domain.ts'
export { categoryOf } from './notices/domain.ts'
export { takePhotos } from './photos/commands.ts'
export { listReports, openReport, type PublicStory, type ReportPage } from './published/commands.ts'
export type { PublicReport } from './published/store.ts'
export type { AreaAt, Started } from './sending/commands.ts'
export { createReport, readReport, remarkReport } from './sending/commands.ts'
export { type Meant, readPoint } from './sending/domain.ts'
export { listTold } from './telling/commands.ts'

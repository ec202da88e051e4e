/** What other modules may ask of field reports. */

import type { Context } from '#kernel/context.ts'
import { sendReport, startReport } from './sending/commands.ts'
import type { Meant } from './sending/domain.ts'

export {
  isPublic,
  type ReportState,
  refusal as feedbackRefusal,
  reportLinks,
  reportStates,
} from './domain.ts'
export { categoryOf } from './notices/domain.ts'
export { listReports, openReport, type PublicStory, type ReportPage } from './published/commands.ts'
export type { PublicReport } from './published/store.ts'
export type { AreaAt, Started } from './sending/commands.ts'
export { readReport } from './sending/commands.ts'
export { type Meant, readPoint } from './sending/domain.ts'
export { listTold } from './telling/commands.ts'

/** Gửi phản ánh at once, without the page on which a person compares: for systems. Throws what `startReport` throws. */
export async function createReport(
  context: Context,
  meant: Meant,
  photos: Parameters<typeof startReport>[2],
) {
  const started = await startReport(context, meant, photos)
  await sendReport(context, started.code, started.secret)
  return started
}

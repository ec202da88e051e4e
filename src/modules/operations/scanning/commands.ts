/** Quét mã độc: what came in while the scanner was away is scanned as soon as it answers; whoever sent malware is told. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { degraded, type Health, type HealthCheck, well } from '#kernel/health.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { findScanning, scanWaiting } from '#kernel/scans.ts'
import { notify } from '#modules/notifications/api.ts'
import { notices } from './domain.ts'
import { findAffected } from './store.ts'

/** Waiting longer than this, officers begin to notice. */
const waitMs = 10 * 60_000

/** Scans what waits, and tells the owners of what was found. */
export async function scanFiles(context: Context): Promise<number> {
  const found = await scanWaiting(context)
  for (const one of found)
    await inTransaction(context, async (tx) => {
      for (const { fileId, name, ownerId } of await findAffected(tx, one.sha256)) {
        await appendEvent(tx, context, 'file.quarantined', { subject: fileId, payload: { found: one.found } })
        if (!ownerId) continue
        const facts = { name, found: one.found }
        await notify(tx, context, [
          { notice: notices.quarantined, to: [ownerId], subjectId: fileId, link: '/tai-khoan/ho-so', facts },
        ])
      }
    })
  return found.length
}

export const scanning: Schedule = {
  name: 'operations.scanFiles',
  every: 'minute',
  run: async (context) => void (await scanFiles(context)),
}

async function lookAtScanner(context: Context): Promise<Health> {
  const { waiting, oldest } = await read(context, findScanning)
  if (!oldest || context.now.getTime() - oldest.getTime() < waitMs) return well
  return degraded(
    `${waiting} tệp chờ quét mã độc quá 10 phút; chưa ai ngoài người gửi mở được`,
    `${waiting} files wait for the scanner, some for ten minutes; nobody but their senders can open them`,
  )
}

export const scannerCheck: HealthCheck = {
  name: 'operations.scanner',
  title: { vi: 'Quét mã độc', en: 'Scanner for malware' },
  noticed: {
    vi: 'Vẫn nộp được; cơ quan có thể mở giấy tờ chậm',
    en: 'Papers are taken; agencies may open them late',
  },
  remedy: {
    vi: 'Xem clamd ở địa chỉ CLAMD_URL còn chạy không, mẫu nhận dạng đã nạp xong chưa.',
    en: 'See whether clamd runs at CLAMD_URL and has loaded its signatures.',
  },
  look: lookAtScanner,
}

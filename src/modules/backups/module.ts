/** Sao lưu: copies at a second place that are proved to work, the way back, and the watch over stored files. */

import { read } from '#kernel/db.ts'
import { defineModule, type Module } from '#kernel/module.ts'
import { kernelKeeping } from '#kernel/retention.ts'
import { backupHealth, scrubHealth } from './domain.ts'
import { commandsOver } from './keeping/commands.ts'
import { scrubSchedule } from './scrubbing/commands.ts'
import { sealingCommands } from './sealing/commands.ts'
import { findRun } from './store.ts'

/** Over the bytes that these modules need. */
export function backupsOver(modules: readonly Module[]): Module {
  const bytes = [...modules.flatMap(({ records }) => records ?? []), kernelKeeping].flatMap(
    (keeping) => keeping.bytes ?? [],
  )
  return defineModule({
    name: 'backups',
    dependsOn: ['ledger'],
    tables: ['backup_runs'],
    schedules: [scrubSchedule(bytes)],
    commands: [...commandsOver(bytes), ...sealingCommands],
    checks: [
      {
        name: 'backups.backup',
        title: { vi: 'Bản sao lưu', en: 'Backups' },
        remedy: {
          vi: 'Xem nơi sao lưu thứ hai còn gắn vào và còn chỗ không, rồi chạy: npm run restore:drill.',
          en: 'See whether the second place is mounted and has room, then run: npm run restore:drill.',
        },
        look: (context) =>
          read(context, async (tx) => {
            const { settings, now } = context
            return backupHealth({
              now,
              isDevelopment: settings.development,
              isOwn: settings.backup !== undefined,
              log: await findRun(tx, 'log'),
              base: await findRun(tx, 'base'),
              drill: await findRun(tx, 'drill'),
              proven: await findRun(tx, 'drill', true),
            })
          }),
      },
      {
        name: 'backups.scrub',
        title: { vi: 'Tệp đọc lại mỗi đêm', en: 'Files read again each night' },
        remedy: {
          vi: 'Không xóa gì trong kho; lấy lại tệp từ bản sao khác và kiểm tra ổ đĩa.',
          en: 'Delete nothing in the store; take the files back from another copy and look at the disk.',
        },
        look: (context) => read(context, async (tx) => scrubHealth(await findRun(tx, 'scrub'))),
      },
    ],
  })
}

/** Giám sát: proves that nothing hangs, warns before something is late, and has every way to mend at hand. */

import { defineModule, type Module } from '#kernel/module.ts'
import { watchedIn } from './commands.ts'
import { seedAbsences } from './invented/commands.ts'
import { keeping } from './keeping/store.ts'
import { watchOf } from './monitor/commands.ts'
import { routesOf } from './monitor/routes.ts'
import { texts } from './texts.ts'
import { warnSchedule } from './warnings/commands.ts'

/** The watch over what these modules declare. */
export function oversightOver(modules: readonly Module[]): Module {
  const watched = watchedIn(modules)
  const { schedules, jobs, reactions } = watchOf(watched)
  return defineModule({
    name: 'oversight',
    dependsOn: ['organisation', 'notifications', 'dossiers'],
    records: keeping,
    tables: ['proof_runs', 'findings', 'file_proofs', 'warnings'],
    routes: routesOf(watched),
    permissions: { 'oversight.view': 'Giám sát hồ sơ, xử lý vướng mắc' },
    jobs,
    schedules: [...schedules, warnSchedule],
    reactions,
    seed: seedAbsences,
    menu: [
      {
        path: '/lam-viec/giam-sat',
        label: { vi: texts.vi.title, en: texts.en.title },
        permission: 'oversight.view',
        icon: 'shield',
      },
    ],
  })
}

/** Vận hành: is all well, for the operator and for everyone; what is promised; and who gives way when too many come. */

import { defineModule, type Module } from '#kernel/module.ts'
import { operationsLinks } from './api.ts'
import { routesOf as blockedRoutes } from './blocked/routes.ts'
import { proveHealth } from './checks/commands.ts'
import { ownChecks } from './checks/own/commands.ts'
import { routesOf as consoleRoutes } from './console/routes.ts'
import { scannerCheck, scanning } from './scanning/commands.ts'
import { forgetMinutes, observe } from './serving/commands.ts'
import { shedUnderPressure } from './shedding/commands.ts'
import { routesOf as statusRoutes } from './status/routes.ts'
import { texts } from './texts.ts'

/** The watch over what these modules can prove. */
export function operationsOver(modules: readonly Module[]): Module {
  const checks = [
    scannerCheck,
    ...ownChecks(modules.flatMap(({ schedules = [] }) => schedules)),
    ...modules.flatMap(({ checks: own = [] }) => own),
  ]
  const paths = modules.flatMap(({ routes = [] }) => routes.map(({ path }) => path))
  return defineModule({
    name: 'operations',
    dependsOn: ['organisation', 'notifications'],
    tables: ['service_minutes', 'health_proofs', 'alarms', 'alarm_notes', 'policy_reports'],
    routes: [...statusRoutes(checks), ...consoleRoutes(checks), ...blockedRoutes(paths)],
    permissions: { 'operations.run': 'Vận hành hệ thống, xử lý báo động' },
    schedules: [
      { name: 'operations.prove', every: 'minute', run: (context) => proveHealth(context, checks) },
      forgetMinutes,
      scanning,
    ],
    checks,
    menu: [
      {
        path: operationsLinks.console,
        label: { vi: texts.vi.operations, en: texts.en.operations },
        permission: 'operations.run',
        icon: 'lifebuoy',
      },
    ],
    footerLinks: [{ path: operationsLinks.status, label: { vi: texts.vi.status, en: texts.en.status } }],
    async mount(server, platform) {
      observe(server, platform)
      if (platform.settings.shedsLoad) shedUnderPressure(server, platform)
    },
  })
}

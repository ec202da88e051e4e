/** Trao đổi dữ liệu (LGSP của tỉnh): the one way to other organisations' systems, and theirs to ours. */

import { defineModule, type Module } from '#kernel/module.ts'
import { systemsCheck } from './health/commands.ts'
import { keeping } from './keeping/store.ts'
import { commandsOf } from './operator/commands.ts'
import { deliveryOf } from './outbox/commands.ts'
import { routesOf } from './overview/routes.ts'
import { texts } from './overview/texts.ts'
import { reconcileNightly } from './reconciling/commands.ts'
import { routesOf as registryRoutes } from './registry/routes.ts'
import { forgetRates } from './serving/commands.ts'
import { mountServices } from './serving/routes.ts'

/** The exchange over what these modules declare. */
export function exchangeOver(modules: readonly Module[]): Module {
  const connectors = modules.flatMap(({ connectors = [] }) => connectors)
  const services = modules.flatMap(({ served = [] }) => served)
  const { job, schedule } = deliveryOf(connectors)
  return defineModule({
    name: 'exchange',
    dependsOn: [],
    records: keeping,
    tables: [
      'exchange_systems',
      'exchange_calls',
      'exchange_answers',
      'exchange_messages',
      'exchange_facts',
      'exchange_breakers',
      'exchange_reconciliations',
      'exchange_differences',
      'exchange_clients',
      'exchange_rates',
    ],
    routes: [...routesOf(connectors), ...registryRoutes(connectors, services)],
    permissions: {
      'exchange.view': 'Xem kết nối với hệ thống khác',
      'exchange.manage': 'Xử lý thông điệp và kết nối với hệ thống khác',
    },
    checks: [systemsCheck(connectors)],
    jobs: [job],
    schedules: [schedule, reconcileNightly(connectors), forgetRates],
    commands: commandsOf(connectors),
    menu: [
      {
        path: '/lam-viec/ket-noi',
        label: { vi: texts.vi.title, en: texts.en.title },
        permission: 'exchange.view',
        icon: 'link',
      },
    ],
    mount: mountServices(services),
  })
}

/** Cho người viết phần mềm: the guide to the API, and what each refusal means. */

import { defineModule, type Module } from '#kernel/module.ts'
import { routesFor } from './routes.ts'
import { texts } from './texts.ts'

/** The module of an installation with these modules. */
export const developersFor = (modules: readonly Module[]): Module =>
  defineModule({
    name: 'developers',
    dependsOn: [],
    routes: routesFor(modules),
    footerLinks: [{ path: '/api', label: { vi: texts.vi.guide, en: texts.en.guide } }],
  })

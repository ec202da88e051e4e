/** Cổng: what belongs to every page and to no area of work: the app, display choices, help, problems, health. */

import { defineModule, type Module } from '#kernel/module.ts'
import { page } from '#kernel/web.ts'
import { appRoutes } from './app/routes.ts'
import { ProblemPage } from './pages.tsx'
import { routes } from './routes.ts'
import { texts } from './texts.ts'

/** Over what these modules want kept on the devices of citizens. */
export function portalOver(modules: readonly Module[]): Module {
  return defineModule({
    name: 'portal',
    dependsOn: [],
    routes: [...routes, ...appRoutes(modules)],
    publicMenu: [{ path: '/tro-giup', label: { vi: texts.vi.help, en: texts.en.help } }],
    problemPage: (context, problem) =>
      page(context, { title: problem.title, noIndex: true }, ProblemPage({ problem }), problem.status),
  })
}

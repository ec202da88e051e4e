/** Cổng: what belongs to every page and to no area of work: display choices, help, problems, health. */

import { defineModule } from '#kernel/module.ts'
import { page } from '#kernel/web.ts'
import { ProblemPage } from './pages.tsx'
import { routes } from './routes.ts'
import { texts } from './texts.ts'

export const portal = defineModule({
  name: 'portal',
  dependsOn: [],
  routes,
  publicMenu: [{ path: '/tro-giup', label: { vi: texts.vi.help, en: texts.en.help } }],
  problemPage: (context, problem) =>
    page(context, { title: problem.title, noIndex: true }, ProblemPage({ problem }), problem.status),
})

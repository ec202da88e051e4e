/** Pages for whoever writes software for the platform. They speak of all modules and are told of them. */

import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { declaredProblems, kernelRefusal } from '#kernel/errors.ts'
import type { Module } from '#kernel/module.ts'
import { apiEndpoints } from '#kernel/openapi.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, page } from '#kernel/web.ts'
import { readGuide } from './domain.ts'
import { DeclaredProblemPage, GuidePage, ProblemListPage } from './pages.tsx'
import { texts } from './texts.ts'

export function routesFor(modules: readonly Module[]): readonly Endpoint[] {
  const guide = readGuide(readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8'))
  const endpoints = apiEndpoints(modules)
  return [
    endpoint({
      method: 'GET',
      path: '/api',
      access: 'public',
      input: Type.Object({}),
      handle: async (context) =>
        page(context, { title: textsFor(texts, context.language).guide }, GuidePage({ guide, endpoints })),
    }),
    endpoint({
      method: 'GET',
      path: '/api/problems',
      access: 'public',
      input: Type.Object({}),
      async handle(context) {
        const problems = [...declaredProblems().values()].sort((a, b) => (a.code < b.code ? -1 : 1))
        const { problems: title } = textsFor(texts, context.language)
        return page(context, { title }, ProblemListPage({ problems }))
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/problems/:code',
      access: 'public',
      input: Type.Object({ code: Type.String({ maxLength: 100 }) }),
      async handle(context, { code }) {
        const problem = declaredProblems().get(code)
        if (!problem) throw kernelRefusal.noSuchPage()
        return page(context, { title: problem.title[context.language] }, DeclaredProblemPage({ problem }))
      },
    }),
  ]
}

/** The made-up provider's page. There is no such page where a real provider is set. */

import { Type } from 'typebox'
import type { Context } from '#kernel/context.ts'
import { type FieldError, kernelRefusal } from '#kernel/errors.ts'
import { searchKey, textsFor } from '#kernel/text.ts'
import { endpoint, page, type Reply, redirect } from '#kernel/web.ts'
import { developmentPath, isDevelopmentProvider } from '../provider/commands.ts'
import { chooseModel, demandInteraction, listFeatured, listModels, modelPath } from './commands.ts'
import { searchModels } from './domain.ts'
import { ModelsPage } from './pages.tsx'
import { texts } from './texts.ts'

type Shown = {
  readonly uid: string
  readonly query?: string | undefined
  readonly login?: string | undefined
  readonly errors?: readonly FieldError[] | undefined
}

async function modelsPage(context: Context, { uid, query, login, errors = [] }: Shown): Promise<Reply> {
  if (!isDevelopmentProvider(context.settings)) throw kernelRefusal.noSuchPage()
  await demandInteraction(context, uid)
  const body = ModelsPage({
    path: modelPath(uid),
    featured: await listFeatured(context),
    models: searchModels(await listModels(context), searchKey(query ?? '')),
    query: query?.trim() || undefined,
    login,
    errors,
  })
  const title = textsFor(texts, context.language).title
  return page(context, { title, noIndex: true, extendedLatin: true }, body, errors.length > 0 ? 422 : 200)
}

const Uid = Type.String({ maxLength: 100 })

export const developmentRoutes = [
  endpoint({
    method: 'GET',
    path: `${developmentPath}/nguoi-mau/:uid`,
    access: 'public',
    input: Type.Object({ uid: Uid, q: Type.Optional(Type.String({ maxLength: 200 })) }),
    handle: (context, { uid, q }) => modelsPage(context, { uid, query: q }),
  }),
  endpoint({
    method: 'POST',
    path: `${developmentPath}/nguoi-mau/:uid`,
    access: 'public',
    input: Type.Object({ uid: Uid, login: Type.String({ maxLength: 100 }) }),
    async handle(context, { uid, login }) {
      if (!isDevelopmentProvider(context.settings)) throw kernelRefusal.noSuchPage()
      return redirect(await chooseModel(context, uid, login))
    },
    refused: (context, { errors }, { uid, login }) => modelsPage(context, { uid, login, errors }),
  }),
]

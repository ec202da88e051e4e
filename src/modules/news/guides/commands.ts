/** Bản đọc của hướng dẫn, and what a guide is tied to. */

import type { Context } from '#kernel/context.ts'
import type { ReceivedFile } from '#kernel/files.ts'
import { openWork, savePiece } from '../commands.ts'
import type { Written } from '../domain.ts'
import { keepRecording } from '../files/commands.ts'
import { filesOf, type Guide, type Tongue } from './domain.ts'

/** Thêm hoặc bỏ bản đọc of the draft. Throws `news.notARecording`, `news.notNow`. */
export async function setRecording(
  context: Context,
  id: string,
  tongue: Tongue,
  file: ReceivedFile | undefined,
): Promise<void> {
  const { piece } = await openWork<Guide>(context, 'guide', id)
  const { content, areas, revision } = piece.version
  const { [tongue]: _before, ...others } = content.spoken
  const spoken = file ? { ...others, [tongue]: await keepRecording(context, file) } : others
  const changed: Guide = { ...content, spoken }
  await savePiece(
    context,
    { kind: 'guide', id, revision },
    { content: changed, areas, files: filesOf(changed) },
  )
}

type Named = { readonly key: string; readonly name: string }

/** Names of what a guide is tied to; what is no longer in the catalogue is left out. */
export function relatedTo(
  { pack, language }: Pick<Context, 'pack' | 'language'>,
  { version }: Written<Guide>,
): { readonly procedures: readonly Named[]; readonly lifeEvents: readonly Named[] } {
  const { procedures, lifeEvents } = version.content
  return {
    procedures: pack.catalogue
      .filter(({ code }) => procedures.includes(code))
      .map(({ code, name }) => ({ key: code, name })),
    lifeEvents: pack.lifeEvents
      .filter(({ key }) => lifeEvents.includes(key))
      .map(({ key, name }) => ({ key, name: name[language] })),
  }
}

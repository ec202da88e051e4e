/** Niêm phong tệp: what lay in the store before it was sealed, and a new master key for all of it. */

import { changeMaster, forgetPrevious, openSecondStore, previousMaster, rewrapKeys } from '#kernel/backup.ts'
import type { Context } from '#kernel/context.ts'
import type { FileStore } from '#kernel/files.ts'
import type { CliCommand } from '#kernel/module.ts'
import { takeBackup } from '../keeping/commands.ts'

/** The store, and the copy at the second place where there is one. */
async function placesOf({ files, settings }: Context): Promise<readonly FileStore[]> {
  const { backup } = settings
  return backup ? [files, await openSecondStore(backup.folder, files.sealing)] : [files]
}

/** Seals everything that still lies as it is. Answers how many files that were; run again it finds none. */
export async function sealAll(context: Context): Promise<number> {
  let sealed = 0
  for (const store of await placesOf(context))
    for await (const { sha256 } of store.list()) if (await store.seal?.(sha256)) sealed++
  return sealed
}

/**
 * Gives the store a new master key; what was begun and broke off is gone on with. The old one goes only when no data key is
 * wrapped with it at any place, and the new one lies in a backup where there are backups. Answers how many were wrapped anew.
 */
export async function changeKeys(context: Context): Promise<number> {
  const { sealing } = context.files
  if (!sealing) throw new Error('Kho tệp này không mã hóa.')
  if (!(await previousMaster(sealing.masterFile))) await changeMaster(sealing.masterFile)
  if (context.settings.backup?.databaseUrl) await takeBackup(context)
  let rewrapped = 0
  for (const store of await placesOf(context)) {
    // Whoever had read the old key a moment ago may still have written with it.
    for (const keys of [store.sealing ?? sealing, ...(store.answerKeys ? [store.answerKeys] : [])])
      for (let more = -1; more !== 0; rewrapped += more) more = await rewrapKeys(keys)
  }
  await forgetPrevious(sealing.masterFile)
  return rewrapped
}

export const sealingCommands: readonly CliCommand[] = [
  {
    name: 'files:seal',
    summary: 'Mã hóa những tệp có trong kho từ trước khi kho được mã hóa, cả ở nơi sao lưu',
    async run(context) {
      console.log(`Đã mã hóa ${await sealAll(context)} tệp.`)
    },
  },
  {
    name: 'files:rotate',
    summary: 'Đổi khóa chủ của kho tệp: gói lại khóa từng tệp, không đụng đến nội dung',
    async run(context) {
      const rewrapped = await changeKeys(context)
      console.log(`Đã đổi khóa chủ, gói lại ${rewrapped} khóa tệp.`)
      if (!context.settings.backup?.passphraseFile)
        console.log('Bản sao lưu không kèm khóa: chép khóa chủ mới sang nơi cất riêng ngay bây giờ.')
    },
  },
]

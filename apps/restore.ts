/** `npm run restore -- --into FOLDER [--to TIME]`: brings an installation back from its second place. Needs nothing of the lost one. */

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { restoreInstallation } from '#kernel/backup.ts'
import { explain } from '#kernel/errors.ts'

const usage = `Cách dùng: BACKUP_DIR=/noi-sao-luu npm run restore -- --into THƯ-MỤC-MỚI [--to 2026-03-12T09:30:15+07:00]
Không có --to thì khôi phục hết những gì đã nhận. BACKUP_PASSPHRASE_FILE mở các khóa đã niêm phong.`

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { into: { type: 'string' }, to: { type: 'string' } } })
  const { BACKUP_DIR: place, BACKUP_PASSPHRASE_FILE: passphraseFile } = process.env
  const to = values.to === undefined ? undefined : new Date(values.to)
  if (!place || !values.into || (to && Number.isNaN(to.getTime()))) throw new Error(usage)
  const began = Date.now()
  const folder = resolve(values.into)
  const { base, files, keys } = await restoreInstallation(place, folder, { to, passphraseFile })
  const seconds = Math.round((Date.now() - began) / 1000)
  console.log(`Đã khôi phục vào ${folder} trong ${seconds} giây, từ bản ${base.name}: ${files} tệp.`)
  for (const [name, value] of Object.entries(base.about.installation)) console.log(`  ${name}: ${value}`)
  console.log(
    keys.length > 0
      ? `Đã mở ${keys.length} khóa.`
      : 'Chưa có khóa: đặt BACKUP_PASSPHRASE_FILE, hoặc chép khóa từ nơi cất riêng vào thư mục này.',
  )
  console.log(`Chạy trên bản này: DATA_DIR=${folder} npm start`)
}

await run().catch((thrown: unknown) => {
  console.error(explain(thrown))
  process.exitCode = 1
})

/** A made-up office for tests of field reports: citizens, units, the desk, and reports brought to a state. */

import { randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, officer, savePerson } from '#kernel/testing/people.ts'
import { modules } from '../../../app.ts'
import { acceptReport, answerReport, forwardReport, publishReport, takeReport } from '../handling/commands.ts'
import { clearPhoto, takePhotos } from '../photos/commands.ts'
import { findPhotos } from '../photos/store.ts'
import { readReport, type Started, sendReport, startReport } from '../sending/commands.ts'
import type { Typed } from '../sending/domain.ts'
import { findReport, type Report } from '../store.ts'
import { findUnitOfTest } from './store.ts'

export const platform = await freshPlatform(undefined, undefined, modules)
/** A Friday afternoon. */
export const friday = '2026-03-06T15:00+07:00'
export const monday = '2026-03-09T08:00+07:00'

export const sender = citizen({ name: 'Trần Thị Diều', phone: '0990000777' })
await savePerson(platform, sender)

/** Each a device of its own: what one may send in a day is tested elsewhere. */
export function visitor(at = friday): Context {
  const context = platform.as({ kind: 'visitor' }, at)
  return { ...context, sender: { ...context.sender, browser: randomUUID() } }
}
export const asSender = (at = friday): Context => platform.as(sender, at)

const people = new Map<string, ReturnType<typeof officer>>()

/** An officer of the unit with these permissions; the same one each time. */
export async function at(
  code: string,
  permissions: readonly `${string}.${string}`[],
  moment: string,
): Promise<Context> {
  const key = `${code} ${permissions}`
  const known = people.get(key)
  if (known) return platform.as(known, moment)
  const unit = await read(visitor(), (tx) => findUnitOfTest(tx, code))
  const who = officer({
    unitId: unit.id,
    unitCode: code,
    unitName: unit.name,
    unitReach: unit.path,
    permissions: new Set(permissions),
  })
  await savePerson(platform, who)
  people.set(key, who)
  return platform.as(who, moment)
}

export const desk = (moment = friday) => at('Z99', ['feedback.triage', 'feedback.publish'], moment)
/** The commune that has no office on Saturdays. */
export const commune = (moment = friday) => at('Z99.12.02', ['feedback.process'], moment)
export const otherUnit = (moment = friday) => at('Z99.03', ['feedback.process'], moment)

export const typed: Typed = {
  category: 'dieu-mac-cay',
  area: '99202',
  place: 'Cây đa đầu làng',
  words: 'Diều mắc vào dây điện, dây đang chùng xuống đường.',
}

export const jpeg = () =>
  sharp(randomBytes(120 * 80 * 3), { raw: { width: 120, height: 80, channels: 3 } })
    .withExif({ IFD0: { ImageDescription: 'Nhà tôi ở số 5' }, IFD3: { GPSLatitude: '10/1 56/1 0/1' } })
    .jpeg()
    .toBuffer()

/** Kept and not sent. */
export async function started(wish: Typed = {}, by: Context = visitor(), pictures = 0): Promise<Started> {
  const context = { ...by, operationKey: randomUUID() }
  const found = readReport(context, { ...typed, ...wish })
  if ('wrong' in found) throw new Error(found.wrong.map(({ name }) => name).join())
  const files = []
  for (let index = 0; index < pictures; index += 1)
    files.push(await storeBytes(context.files, `anh-${index}.jpg`, await jpeg()))
  return startReport(context, found.meant, { photos: await takePhotos(context, files, 5) })
}

export async function sent(wish: Typed = {}, by: Context = visitor(), pictures = 0): Promise<Started> {
  const made = await started(wish, by, pictures)
  await sendReport(by, made.code, made.secret)
  return made
}

export async function reportOf({ code }: Pick<Started, 'code'>): Promise<Report> {
  const found = await read(visitor(), (tx) => findReport(tx, code))
  if (!found) throw new Error(`There is no report ${code}`)
  return found
}

type Stop = 'new' | 'accepted' | 'forwarded' | 'processing' | 'answered' | 'published'
const order: readonly Stop[] = ['new', 'accepted', 'forwarded', 'processing', 'answered', 'published']

export const acceptance = {
  category: 'dieu-mac-cay',
  urgency: 'thong-thuong',
  publicWords: 'Diều mắc vào dây điện.',
  publicPlace: 'Cây đa',
}

/** A report that stands at this state: sent and forwarded on Friday, taken on Monday at eight. */
export async function standing(stop: Stop, by: Context = visitor(), pictures = 0): Promise<Started> {
  const made = await sent({}, by, pictures)
  const { code } = made
  const steps: Readonly<Record<Exclude<Stop, 'new'>, () => Promise<unknown>>> = {
    accepted: async () => acceptReport(await desk(), { code, ...acceptance }),
    forwarded: async () => forwardReport(await desk(), 'forward', { code, unitCode: 'Z99.12.02', words: '' }),
    processing: async () => takeReport(await commune(monday), { code }),
    answered: async () =>
      answerReport(await commune('2026-03-10T08:00+07:00'), {
        code,
        words: 'Đã gỡ diều và căng lại dây.',
        files: [],
      }),
    published: async () => {
      await clearAll(made)
      await publishReport(await desk('2026-03-10T10:00+07:00'), { code })
    },
  }
  for (const step of order.slice(1, order.indexOf(stop) + 1)) await steps[step as Exclude<Stop, 'new'>]()
  return made
}

/** Every picture was looked at, and nothing had to be covered. */
export async function clearAll(made: Pick<Started, 'code'>): Promise<void> {
  const { id } = await reportOf(made)
  for (const photo of await read(visitor(), (tx) => findPhotos(tx, id)))
    await clearPhoto(await desk('2026-03-10T09:00+07:00'), { code: made.code, photoId: photo.id, covers: '' })
}

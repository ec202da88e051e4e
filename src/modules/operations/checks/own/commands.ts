/** What the platform proves of its own ground: the database, the store of files, the disk, and the work behind the scenes. */

import { randomBytes } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { readVerified, receiveFile } from '#kernel/files.ts'
import { degraded, down, type Health, type HealthCheck, well } from '#kernel/health.ts'
import { isLate, type Schedule, scheduleStates } from '#kernel/jobs.ts'
import { journeyNames, journeys } from '#kernel/service-levels.ts'
import { formatNumber } from '#kernel/text.ts'
import { burnOf } from '../../domain.ts'
import { findSince } from '../../serving/store.ts'
import * as store from '../store.ts'

const minuteMs = 60_000
/** Two clocks that differ more cannot both be trusted with a date. */
const clockDifferenceMaxMs = 2_000
/** Events, and jobs that were due, wait no longer than this unless something is wrong. */
const waitMs = 5 * minuteMs
const [diskWarning, diskDanger] = [0.8, 0.9]

async function lookAtDatabase(context: Context): Promise<Health> {
  const before = Date.now()
  const { clock, unsafe } = await inTransaction(context, (tx) => store.findServerState(tx))
  const middle = (before + Date.now()) / 2
  const seconds = Math.round(Math.abs(clock.getTime() - middle) / 1000)
  if (unsafe.length > 0)
    return degraded(
      `Đang tắt ${unsafe.join(', ')}: mất điện có thể mất hồ sơ đã nhận`,
      `${unsafe.join(', ')} is off: a power cut may lose what was acknowledged`,
    )
  if (Math.abs(clock.getTime() - middle) > clockDifferenceMaxMs)
    return degraded(
      `Đồng hồ máy chủ cơ sở dữ liệu lệch ${seconds} giây`,
      `The clock of the database differs by ${seconds} seconds`,
    )
  return well
}

/** Writes bytes that were never there, reads them back, and takes them away. */
async function lookAtFiles({ files }: Context): Promise<Health> {
  const content = Readable.from([randomBytes(64)])
  const unscanned = { ...files, scanner: undefined }
  const { sha256, name } = await receiveFile(unscanned, { name: 'kiem-tra', content }, 1, 'anything')
  await readVerified(files, sha256, name).finally(() => files.remove(sha256))
  return well
}

async function lookAtDisk({ files }: Context): Promise<Health> {
  const { blocks, bavail } = await statfs(files.incoming)
  return diskHealth(1 - bavail / blocks)
}

/** Of the share of the disk that is in use. */
export function diskHealth(used: number): Health {
  const percent = formatNumber(Math.floor(used * 100))
  if (used >= diskDanger) return down(`Ổ đĩa đã dùng ${percent} %`, `${percent} % of the disk is in use`)
  if (used >= diskWarning) return degraded(`Ổ đĩa đã dùng ${percent} %`, `${percent} % of the disk is in use`)
  return well
}

async function lookAtReactions(context: Context): Promise<Health> {
  const behind = await read(context, (tx) => store.findBehind(tx, new Date(context.now.getTime() - waitMs)))
  const names = behind.map(({ name }) => name).join(', ')
  if (behind.length === 0) return well
  return degraded(`Xử lý sau còn chậm hoặc lỗi: ${names}`, `Behind or failing: ${names}`)
}

async function lookAtJobs(context: Context): Promise<Health> {
  const { spent, late, tasks } = await read(context, (tx) =>
    store.findJobs(tx, new Date(context.now.getTime() - waitMs)),
  )
  if (spent + late === 0) return well
  const names = tasks.join(', ')
  return degraded(
    `${spent} việc hết lượt thử, ${late} việc quá giờ: ${names}`,
    `${spent} jobs gave up, ${late} are overdue: ${names}`,
  )
}

async function lookAtSchedules(context: Context, schedules: readonly Schedule[]): Promise<Health> {
  const states = await scheduleStates(context)
  const wrong = schedules.filter((schedule) => {
    const state = states.find(({ name }) => name === schedule.name)
    return state !== undefined && (state.failures > 0 || isLate(schedule, state))
  })
  if (wrong.length === 0) return well
  const names = wrong.map(({ name }) => name).join(', ')
  return degraded(`Việc định kỳ lỗi hoặc chạy muộn: ${names}`, `Failed or late: ${names}`)
}

async function lookAtJourneys(context: Context): Promise<Health> {
  const [hour, sixHours] = await read(context, async (tx) => {
    const since = (hours: number) => findSince(tx, new Date(context.now.getTime() - hours * 60 * minuteMs))
    return [await since(1), await since(6)]
  })
  const none = { total: 0, good: 0 }
  const states = journeyNames.map((journey) => ({
    name: journeys[journey].name,
    state: burnOf(journey, hour?.get(journey) ?? none, sixHours?.get(journey) ?? none),
  }))
  const bad = states.filter(({ state }) => state !== 'well')
  if (bad.length === 0) return well
  const [vi, en] = (['vi', 'en'] as const).map((language) => bad.map(({ name }) => name[language]).join(', '))
  const tell = bad.some(({ state }) => state === 'down') ? down : degraded
  return tell(`Nhiều lượt lỗi hoặc chậm: ${vi}`, `Many failed or slow requests: ${en}`)
}

/** The checks of operations, over the recurring tasks of all modules. */
export const ownChecks = (schedules: readonly Schedule[]): readonly HealthCheck[] => [
  {
    name: 'operations.database',
    title: { vi: 'Cơ sở dữ liệu', en: 'Database' },
    noticed: { vi: 'Có thể chưa nộp và tra cứu được hồ sơ', en: 'Submitting and looking up may fail' },
    remedy: {
      vi: 'Xem máy chủ cơ sở dữ liệu còn chạy không, đồng hồ và cấu hình ghi đĩa có đúng không.',
      en: 'See whether the server runs, its clock is right and it writes through to the disk.',
    },
    look: lookAtDatabase,
  },
  {
    name: 'operations.files',
    title: { vi: 'Kho tệp', en: 'Store of files' },
    noticed: { vi: 'Có thể chưa gửi được tệp đính kèm', en: 'Files may not be taken' },
    remedy: {
      vi: 'Xem kho tệp còn ghi được không và còn chỗ không.',
      en: 'See whether the store can be written and has room.',
    },
    look: lookAtFiles,
  },
  {
    name: 'operations.disk',
    title: { vi: 'Ổ đĩa', en: 'Disk' },
    remedy: {
      vi: 'Chuyển bản sao lưu cũ đi nơi khác hoặc thêm ổ đĩa; không xóa tệp trong kho.',
      en: 'Move old backups away or add a disk; never delete files of the store.',
    },
    look: lookAtDisk,
  },
  {
    name: 'operations.reactions',
    title: { vi: 'Xử lý sau mỗi thay đổi', en: 'What follows each change' },
    noticed: { vi: 'Tin báo và số liệu có thể đến chậm', en: 'Messages and figures may be late' },
    remedy: {
      vi: 'Xem tiến trình chạy nền còn chạy không; lỗi cuối cùng ghi trong nhật ký.',
      en: 'See whether the worker runs; its log has the last error.',
    },
    look: lookAtReactions,
  },
  {
    name: 'operations.jobs',
    title: { vi: 'Việc đang xếp hàng', en: 'Waiting jobs' },
    noticed: { vi: 'Tin báo và gửi dữ liệu có thể đến chậm', en: 'Messages and data may be late' },
    remedy: {
      vi: 'Mở trang kết nối xem hệ thống nào không trả lời; việc hết lượt thử thì gửi lại tại đó.',
      en: 'See on the page of connections who does not answer; what gave up is sent again there.',
    },
    look: lookAtJobs,
  },
  {
    name: 'operations.schedules',
    title: { vi: 'Việc định kỳ', en: 'Recurring work' },
    remedy: {
      vi: 'Xem lỗi của việc đó tại trang giám sát hồ sơ, mục “Việc định kỳ”.',
      en: 'Its error stands on the page of the watch, under recurring work.',
    },
    look: (context) => lookAtSchedules(context, schedules),
  },
  {
    name: 'operations.journeys',
    title: { vi: 'Mức phục vụ', en: 'Service levels' },
    noticed: { vi: 'Nhiều lượt chậm hoặc lỗi hơn cam kết', en: 'More is slow or fails than was promised' },
    remedy: {
      vi: 'Xem các mục khác ở trang này trước; nếu đều tốt thì xem tải máy và nhật ký lỗi.',
      en: 'Look at the other lines first; if all are well, at the load and the log.',
    },
    look: lookAtJourneys,
  },
]

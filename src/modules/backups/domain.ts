/** Is there a backup that was proved to work, and how old is it? Are the stored files what they were? */

import { degraded, type Health, type HealthState, well } from '#kernel/health.ts'
import { formatDateTime, formatNumber } from '#kernel/text.ts'

export type RunKind = 'log' | 'base' | 'drill' | 'scrub'

export type Run = {
  readonly kind: RunKind
  readonly at: Date
  readonly seconds: number
  readonly isGood: boolean
  readonly facts: Facts
}

/** What a run tells of itself; each kind has its own. */
export type Facts = {
  /** Of all kinds: what was wrong, in words. */
  readonly problems?: readonly string[]
  readonly base?: string
  readonly tables?: number
  readonly rows?: number
  readonly files?: number
  readonly leaves?: number
  readonly bytes?: number
  readonly mended?: readonly string[]
  readonly lost?: readonly string[]
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** The log is there within a second; what stays away for longer is away. */
const logSilenceMs = 5 * minuteMs
/** A base each night, and two hours to make it. */
const baseAgeMs = 26 * hourMs
/** A rehearsal each night; one a week is the least. */
const proofAgeMs = 8 * 24 * hourMs

export type Backups = {
  readonly now: Date
  readonly isDevelopment: boolean
  /** Whether the platform sees to backups itself (`BACKUP_DIR`). */
  readonly isOwn: boolean
  readonly log: Run | undefined
  readonly base: Run | undefined
  readonly drill: Run | undefined
  /** The last rehearsal that proved everything. */
  readonly proven: Run | undefined
}

/** Bản sao lưu: what an operator must know of it now. */
export function backupHealth({ now, isDevelopment, isOwn, log, base, drill, proven }: Backups): Health {
  const age = ({ at }: Run) => now.getTime() - at.getTime()
  if (!isOwn && !drill && isDevelopment)
    return told(
      'well',
      'Bản dùng thử: chưa sao lưu, chưa đặt BACKUP_DIR',
      'A trial: no backups, BACKUP_DIR is not set',
    )
  if (isOwn && (!log?.isGood || age(log) > logSilenceMs)) {
    const since = log ? formatDateTime(log.at, 'vi') : undefined
    const why = log?.facts.problems?.join('; ') ?? ''
    return degraded(
      since
        ? `Nhật ký không sang được nơi thứ hai từ ${since}. ${why}`
        : 'Nhật ký chưa sang nơi thứ hai lần nào',
      since
        ? `The log does not reach the second place since ${formatDateTime(log?.at ?? now, 'en')}. ${why}`
        : 'The log never reached the second place',
    )
  }
  if (isOwn && (!base?.isGood || age(base) > baseAgeMs)) {
    const why = base?.facts.problems?.join('; ') ?? ''
    return degraded(
      `Đêm qua không có bản sao lưu nền. ${why}`,
      `There is no base backup of last night. ${why}`,
    )
  }
  if (drill && !drill.isGood) {
    const why = drill.facts.problems?.join('; ') ?? ''
    return degraded(`Diễn tập khôi phục gần nhất không đạt: ${why}`, `The last rehearsal failed: ${why}`)
  }
  if (!proven) return degraded('Chưa có bản sao lưu nào được chứng minh', 'No backup was ever proved to work')
  const days = formatNumber(Math.floor(age(proven) / (24 * hourMs)))
  if (age(proven) > proofAgeMs)
    return degraded(
      `Bản sao lưu được chứng minh gần nhất đã ${days} ngày`,
      `The last backup that was proved is ${days} days old`,
    )
  const { tables = 0, files = 0 } = proven.facts
  return told(
    'well',
    `Đã khôi phục thử được lúc ${formatDateTime(proven.at, 'vi')} (${days} ngày trước): ${formatNumber(tables)} bảng, ${formatNumber(files)} tệp đúng`,
    `Restored on trial at ${formatDateTime(proven.at, 'en')} (${days} days ago): ${tables} tables, ${files} files are right`,
  )
}

const told = (state: HealthState, vi: string, en: string): Health => ({ state, because: { vi, en } })

/** Rà tệp: what the last night found among all stored files. */
export function scrubHealth(scrub: Run | undefined): Health {
  if (!scrub) return well
  const { lost = [], mended = [], files = 0 } = scrub.facts
  const some = (hashes: readonly string[]) => hashes.slice(0, 3).join(', ')
  if (lost.length > 0)
    return degraded(
      `${lost.length} tệp hỏng hoặc mất mà không có bản thứ hai: ${some(lost)}`,
      `${lost.length} files are wrong or missing and have no second copy: ${some(lost)}`,
    )
  if (mended.length > 0)
    return degraded(
      `Đã lấy lại ${mended.length} tệp hỏng hoặc mất từ bản thứ hai: ${some(mended)}. Kiểm tra ổ đĩa`,
      `${mended.length} files were taken back from the second copy: ${some(mended)}. Look at the disk`,
    )
  return told(
    'well',
    `${formatNumber(files)} tệp đọc lại đúng, lúc ${formatDateTime(scrub.at, 'vi')}`,
    `${files} files read again and right, ${formatDateTime(scrub.at, 'en')}`,
  )
}

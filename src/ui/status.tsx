/** States: always a colour, a shape and words together. */
import type { ComponentChildren } from 'preact'
import { useTexts } from '#kernel/page.tsx'
import { StateIcon, type StateShape } from './icons.tsx'
import { stateTexts } from './texts.ts'

export type StatusTone = 'progress' | 'done' | 'waiting' | 'warning' | 'danger' | 'success'

const toneShapes = {
  progress: ['progress', 'progress'],
  done: ['done', 'done'],
  waiting: ['stopped', 'stopped'],
  warning: ['near', 'near'],
  danger: ['overdue', 'overdue'],
  success: ['done', 'on-time'],
} as const satisfies Record<StatusTone, readonly [StateShape, string]>

/** Where a thing stands, in the caller's words. */
export function StatusTag({
  tone,
  children,
}: {
  readonly tone: StatusTone
  readonly children: ComponentChildren
}) {
  const [shape, colour] = toneShapes[tone]
  return (
    <span class={`tag state-${colour}`}>
      <StateIcon shape={shape} />
      <span>{children}</span>
    </span>
  )
}

/**
 * Hạn giải quyết as it stands now. Days and hours are working days and hours, left or (for `overdue`) late;
 * whole days are said before hours.
 */
export type Deadline =
  | {
      readonly state: 'onTime' | 'near' | 'overdue'
      readonly days: number
      readonly hours?: number | undefined
    }
  | {
      readonly state: 'stopped' /** Whom or what the case waits for: "người nộp bổ sung". */
      readonly awaited: string
    }
  | { readonly state: 'today' }
  | { readonly state: 'done' }
  | { readonly state: 'unsent' }

const deadlineColours: Record<Deadline['state'], string> = {
  onTime: 'on-time',
  near: 'near',
  today: 'today',
  overdue: 'overdue',
  stopped: 'stopped',
  done: 'done',
  unsent: 'unsent',
}

/** The words of a deadline: "Còn 2 ngày làm việc". */
export function useDeadlineWords(deadline: Deadline): string {
  const texts = useTexts(stateTexts)
  if ('awaited' in deadline) return texts.stopped(deadline.awaited)
  if (!('days' in deadline)) return texts[deadline.state]
  const { days, hours = 0 } = deadline
  const parts = [days > 0 && texts.workingDays(days), (hours > 0 || days === 0) && texts.workingHours(hours)]
  return texts[deadline.state](parts.filter(Boolean).join(' '))
}

type DeadlineTagProps = {
  readonly deadline: Deadline
  /** White on a filled ground, for the one that needs attention first. */
  readonly isSolid?: boolean | undefined
}

export function DeadlineTag({ deadline, isSolid }: DeadlineTagProps) {
  const words = useDeadlineWords(deadline)
  return (
    <span class={`tag state-${deadlineColours[deadline.state]}${isSolid ? ' tag-solid' : ''}`}>
      <StateIcon shape={deadline.state} />
      <span>{words}</span>
    </span>
  )
}

/** Cảnh báo: what a warning says, in the terms of CAP 1.2, and which ones concern whom. Pure. docs/legal.md#warnings */

import type { FieldError, Sentence } from '#kernel/errors.ts'
import { concerns, type Places } from '../areas/domain.ts'
import type { Draft, Written } from '../domain.ts'
import {
  type Fields,
  neededText,
  type TextComplaints,
  typed,
  typedMany,
  typedMoment,
} from '../office/domain.ts'

/** Categories of CAP 1.2. */
export const capCategories = [
  'Geo',
  'Met',
  'Safety',
  'Security',
  'Rescue',
  'Fire',
  'Health',
  'Env',
  'Transport',
  'Infra',
  'CBRNE',
  'Other',
] as const
export type CapCategory = (typeof capCategories)[number]

type EventKind = { readonly name: Sentence; readonly category: CapCategory }
const kind = (vi: string, en: string, category: CapCategory): EventKind => ({ name: { vi, en }, category })

/** Loại sự kiện. */
export const eventKinds = {
  storm: kind('Bão, áp thấp nhiệt đới', 'Storm, tropical depression', 'Met'),
  heavyRain: kind('Mưa lớn', 'Heavy rain', 'Met'),
  thunderstorm: kind('Dông, lốc, sét', 'Thunderstorm', 'Met'),
  flood: kind('Lũ, ngập lụt', 'Flood', 'Geo'),
  landslide: kind('Lũ quét, sạt lở đất', 'Flash flood, landslide', 'Geo'),
  roughSea: kind('Sóng lớn, gió mạnh trên biển', 'High waves, strong wind at sea', 'Met'),
  heat: kind('Nắng nóng', 'Heat', 'Met'),
  drought: kind('Hạn hán, thiếu nước, xâm nhập mặn', 'Drought, lack of water, salt water', 'Env'),
  forestFire: kind('Cháy rừng', 'Forest fire', 'Fire'),
  disease: kind('Dịch bệnh', 'Disease', 'Health'),
  animalDisease: kind('Dịch bệnh vật nuôi, cây trồng', 'Disease of animals or crops', 'Env'),
  waterCut: kind('Ngừng cấp nước', 'Water cut', 'Infra'),
  powerCut: kind('Ngừng cấp điện', 'Power cut', 'Infra'),
  traffic: kind('Giao thông', 'Traffic', 'Transport'),
  pollution: kind('Sự cố môi trường', 'Pollution', 'Env'),
  networkSecurity: kind('An toàn mạng, lừa đảo', 'Network security, fraud', 'Security'),
  other: kind('Việc khác', 'Other', 'Other'),
} as const satisfies Record<string, EventKind>
export type AlertEvent = keyof typeof eventKinds
export const alertEvents = Object.keys(eventKinds) as readonly AlertEvent[]

export const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export type Severity = (typeof severities)[number]
export const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
export type Urgency = (typeof urgencies)[number]
export const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const
export type Certainty = (typeof certainties)[number]
export const messageTypes = ['Alert', 'Update', 'Cancel'] as const
export type MessageType = (typeof messageTypes)[number]

/** Under which name another agency's system sent it. */
export type Origin = {
  readonly sender: string
  readonly identifier: string
  readonly sent: string
  readonly senderName: string
}

export type Alert = {
  readonly message: MessageType
  readonly event: AlertEvent
  readonly severity: Severity
  readonly urgency: Urgency
  readonly certainty: Certainty
  readonly headline: string
  readonly description: string
  readonly instruction: string
  readonly origin: Origin | null
}

export type WrittenAlert = Written<Alert>

const pick = <T extends string>(options: readonly T[], text: string): T | undefined =>
  options.find((one) => one === text)

export type AlertComplaints = TextComplaints & {
  readonly choose: string
  readonly moment: string
  readonly order: string
  readonly area: string
}

/** Message and origin are not typed: they stay as the draft has them. */
export function readAlert(
  fields: Fields,
  kept: Pick<Alert, 'message' | 'origin'>,
  now: Date,
  words: AlertComplaints,
): { readonly draft: Draft<Alert>; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const chosen = <T extends string>(name: string, options: readonly T[], fallback: T): T => {
    const found = pick(options, typed(fields, name))
    if (!found) errors.push({ field: name, message: words.choose })
    return found ?? fallback
  }
  const moment = (name: string, isNeeded: boolean): Date | null => {
    const found = typedMoment(fields, name)
    if (found === null || (isNeeded && !found)) errors.push({ field: name, message: words.moment })
    return found ?? null
  }
  const areas = typedMany(fields, 'khu-vuc')
  if (areas.length === 0) errors.push({ field: 'khu-vuc', message: words.area })
  const fromAt = moment('tu', false)
  const untilAt = moment('het', true)
  if (untilAt && untilAt <= (fromAt && fromAt > now ? fromAt : now))
    errors.push({ field: 'het', message: words.order })
  const content: Alert = {
    ...kept,
    event: chosen('su-kien', alertEvents, 'other'),
    severity: chosen('muc-do', severities, 'Unknown'),
    urgency: chosen('khan', urgencies, 'Unknown'),
    certainty: chosen('chac', certainties, 'Unknown'),
    headline: neededText(fields, 'tieu-de', { least: 5, most: 160 }, errors, words),
    description: neededText(fields, 'mo-ta', { least: 5, most: 4000 }, errors, words),
    instruction: neededText(fields, 'viec-lam', { least: 5, most: 4000 }, errors, words),
  }
  return { draft: { content, areas, files: [], fromAt, untilAt }, errors }
}

/** What stands on a page: not over, not cancelled; the gravest first, then the one that ends first. */
export function inForce(alerts: readonly WrittenAlert[], now: Date): readonly WrittenAlert[] {
  return alerts
    .filter(
      ({ endedAt, version: { fromAt, untilAt, content } }) =>
        !endedAt && content.message !== 'Cancel' && fromAt && fromAt <= now && untilAt && now < untilAt,
    )
    .toSorted(
      (a, b) =>
        severities.indexOf(a.version.content.severity) - severities.indexOf(b.version.content.severity) ||
        Number(a.version.untilAt) - Number(b.version.untilAt),
    )
}

/** Nghiêm trọng: told to everyone who has not said where they are. */
export const isGrave = ({ severity }: Pick<Alert, 'severity'>): boolean =>
  severity === 'Extreme' || severity === 'Severe'

/** Wakes people: it does not wait for the morning. */
export const isUrgent = ({ severity, urgency }: Pick<Alert, 'severity' | 'urgency'>): boolean =>
  isGrave({ severity }) && (urgency === 'Immediate' || urgency === 'Expected')

/** The warnings that concern somebody in these areas; without areas all grave ones. */
export const forAreas = (
  alerts: readonly WrittenAlert[],
  places: Places,
  own: readonly string[],
): readonly WrittenAlert[] =>
  alerts.filter(({ version }) =>
    own.length === 0 ? isGrave(version.content) : concerns(places, version.areas, own),
  )

export type AlertTone = 'danger' | 'warning' | 'information'
export const toneOf = ({ severity }: Pick<Alert, 'severity'>): AlertTone =>
  severity === 'Extreme' || severity === 'Severe'
    ? 'danger'
    : severity === 'Moderate'
      ? 'warning'
      : 'information'

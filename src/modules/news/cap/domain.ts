/** CAP 1.2 (Common Alerting Protocol, OASIS): a warning as a document for other systems, and theirs read. Pure. docs/legal.md#warnings */

import type { GeoPoint } from '#kernel/geometry.ts'
import { formatDateTime } from '#kernel/text.ts'
import { provinceTime } from '#kernel/types.ts'
import { type NewXml, writable, type XmlElement } from '#kernel/xml.ts'
import {
  type Alert,
  type AlertEvent,
  alertEvents,
  type CapCategory,
  capCategories,
  certainties,
  eventKinds,
  messageTypes,
  type Origin,
  severities,
  urgencies,
  type WrittenAlert,
} from '../alerts/domain.ts'
import type { Places } from '../areas/domain.ts'

export const capNamespace = 'urn:oasis:names:tc:emergency:cap:1.2'

/** Who speaks: the province's own name in every message. */
export type CapSpeaker = {
  readonly host: string
  readonly publicUrl: string
  readonly contact: string
  readonly places: Places
  /** Closed rings around an area, where the map draws it. */
  outlines(code: string): readonly (readonly GeoPoint[])[]
}

export const senderOf = ({ host }: Pick<CapSpeaker, 'host'>): string => `canh-bao@${host}`
export const identifierOf = ({ id }: Pick<WrittenAlert, 'id'>): string => `urn:uuid:${id}`

const sentAt = ({ version, madeAt }: WrittenAlert): string => provinceTime(version.decidedAt ?? madeAt)

/** How later messages name this one. */
const referenceTo = (alert: WrittenAlert, speaker: CapSpeaker): string =>
  [senderOf(speaker), identifierOf(alert), sentAt(alert)].join(',')

const one = (name: string, content: string | null | undefined): NewXml | undefined =>
  content ? { name, content: writable(content) } : undefined

/** The message; `earlier` are all those that it takes the place of, which CAP wants named. */
export function capOf(alert: WrittenAlert, earlier: readonly WrittenAlert[], speaker: CapSpeaker): NewXml {
  const { version } = alert
  const { message, origin } = version.content
  return {
    name: 'alert',
    attributes: { xmlns: capNamespace },
    content: [
      one('identifier', identifierOf(alert)),
      one('sender', senderOf(speaker)),
      one('sent', sentAt(alert)),
      one('status', 'Actual'),
      one('msgType', message),
      one('source', origin?.senderName),
      one('scope', 'Public'),
      one('references', earlier.map((one) => referenceTo(one, speaker)).join(' ')),
      infoOf(alert, speaker),
    ],
  }
}

function infoOf(
  { id, unitName, version }: WrittenAlert,
  { publicUrl, contact, places, outlines }: CapSpeaker,
): NewXml {
  const { event, severity, urgency, certainty, headline, description, instruction, message } = version.content
  const { name, category } = eventKinds[event]
  return {
    name: 'info',
    content: [
      one('language', 'vi-VN'),
      one('category', category),
      one('event', name.vi),
      one('responseType', message === 'Cancel' ? 'AllClear' : 'Prepare'),
      one('urgency', message === 'Cancel' ? 'Past' : urgency),
      one('severity', severity),
      one('certainty', certainty),
      { name: 'eventCode', content: [one('valueName', 'mot-cua'), one('value', event)] },
      one('effective', version.fromAt && provinceTime(version.fromAt)),
      one('expires', version.untilAt && provinceTime(version.untilAt)),
      one('senderName', unitName),
      one('headline', headline),
      one('description', description),
      one('instruction', instruction),
      one('web', `${publicUrl}/canh-bao/${id}`),
      one('contact', contact),
      ...version.areas.map((code) => ({
        name: 'area',
        content: [
          one('areaDesc', places.get(code)?.name ?? code),
          ...outlines(code).map((ring) =>
            one('polygon', ring.map(({ lat, lon }) => `${lat.toFixed(5)},${lon.toFixed(5)}`).join(' ')),
          ),
          { name: 'geocode', content: [one('valueName', 'GSO'), one('value', code)] },
        ],
      })),
    ],
  }
}

export type ReadCap = {
  readonly alert: Alert
  readonly areas: readonly string[]
  readonly fromAt: Date | null
  readonly untilAt: Date | null
  /** Names of the earlier messages that it updates or cancels. */
  readonly references: readonly Pick<Origin, 'sender' | 'identifier'>[]
  readonly isActual: boolean
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/
const lengthOf = { headline: 160, words: 4000, name: 200 } as const

/** A message of another agency. `why` says what keeps it from being one. */
export function readCap(root: XmlElement, places: Places): ReadCap | { readonly why: string } {
  if (root.name !== 'alert' || root.namespace !== capNamespace) return { why: `phần tử gốc là ${root.name}` }
  const text = (of: XmlElement | undefined, name: string) =>
    of?.children.find((child) => child.name === name && child.namespace === capNamespace)?.text.trim() ?? ''
  const [identifier, sender, sent] = ['identifier', 'sender', 'sent'].map((name) => text(root, name)) as [
    string,
    string,
    string,
  ]
  if (!identifier || /[\s,<&]/.test(identifier)) return { why: 'identifier' }
  if (!sender || /[\s,<&]/.test(sender)) return { why: 'sender' }
  if (!time.test(sent)) return { why: 'sent' }
  const message = oneOf(messageTypes, text(root, 'msgType'))
  if (!message) return { why: `msgType “${text(root, 'msgType').slice(0, 20)}”` }
  const infos = root.children.filter(({ name, namespace }) => name === 'info' && namespace === capNamespace)
  const info = infos.find((each) => /^vi\b/i.test(text(each, 'language'))) ?? infos[0]
  if (!info) return { why: 'info' }
  const momentOf = (name: string) => {
    const written = text(info, name)
    const moment = time.test(written) ? new Date(written) : undefined
    return moment && !Number.isNaN(moment.getTime()) ? moment : null
  }
  const event = text(info, 'event')
  const onset = momentOf('onset')
  const description = text(info, 'description').slice(0, lengthOf.words)
  const headline = (text(info, 'headline') || event).slice(0, lengthOf.headline)
  return {
    alert: {
      message,
      event: eventOf(info, text),
      severity: oneOf(severities, text(info, 'severity')) ?? 'Unknown',
      urgency: oneOf(urgencies, text(info, 'urgency')) ?? 'Unknown',
      certainty: oneOf(certainties, text(info, 'certainty')) ?? 'Unknown',
      headline,
      description: [onset && `Bắt đầu từ ${formatDateTime(onset)}.`, description || headline]
        .filter(Boolean)
        .join('\n\n')
        .slice(0, lengthOf.words),
      instruction: text(info, 'instruction').slice(0, lengthOf.words),
      origin: {
        sender: sender.slice(0, lengthOf.name),
        identifier: identifier.slice(0, lengthOf.name),
        sent,
        senderName: (text(info, 'senderName') || sender).slice(0, lengthOf.name),
      },
    },
    areas: areasOf(info, text, places),
    // What is to come is told of at once: its beginning stands in the words.
    fromAt: momentOf('effective'),
    untilAt: momentOf('expires'),
    references: referencesIn(text(root, 'references')),
    isActual: text(root, 'status') === 'Actual',
  }
}

const oneOf = <T extends string>(options: readonly T[], text: string): T | undefined =>
  options.find((option) => option === text)

type TextOf = (of: XmlElement | undefined, name: string) => string
const childrenOf = (of: XmlElement, wanted: string) =>
  of.children.filter(({ name, namespace }) => name === wanted && namespace === capNamespace)

/** Our own word for it where the sender knows it; else by its name, else by its category where only one kind has it. */
function eventOf(info: XmlElement, text: TextOf): AlertEvent {
  const codes = childrenOf(info, 'eventCode').map((code) => text(code, 'value'))
  const known = alertEvents.find((event) => codes.includes(event))
  if (known) return known
  const spoken = text(info, 'event').toLocaleLowerCase('vi')
  const named = alertEvents.find((event) =>
    Object.values(eventKinds[event].name).some((name) =>
      name.split(',').some((part) => spoken.includes(part.trim().toLocaleLowerCase('vi'))),
    ),
  )
  if (named) return named
  const category: CapCategory | undefined = oneOf(capCategories, text(info, 'category'))
  const alike = alertEvents.filter((event) => eventKinds[event].category === category)
  return alike.length === 1 && alike[0] ? alike[0] : 'other'
}

/** Areas that we know, by a code of ours or by their whole name; the editor chooses the others. */
function areasOf(info: XmlElement, text: TextOf, places: Places): readonly string[] {
  const byName = new Map([...places.values()].map(({ code, name }) => [name.toLocaleLowerCase('vi'), code]))
  return [
    ...new Set(
      childrenOf(info, 'area').flatMap((area) => {
        const codes = childrenOf(area, 'geocode').map((geocode) => text(geocode, 'value'))
        const found = codes.filter((code) => places.has(code))
        const named = byName.get(text(area, 'areaDesc').toLocaleLowerCase('vi'))
        return found.length > 0 ? found : named ? [named] : []
      }),
    ),
  ]
}

const referencesIn = (text: string) =>
  text
    .split(/\s+/)
    .slice(0, 50)
    .flatMap((reference) => {
      const [sender, identifier] = reference.split(',')
      return sender && identifier ? [{ sender, identifier }] : []
    })

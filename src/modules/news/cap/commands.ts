/** Cảnh báo dạng CAP 1.2: given to other systems, and taken from them as drafts. */

import { readFile } from 'node:fs/promises'
import { feedOf, type NewEntry } from '#kernel/atom.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { CliCommand } from '#kernel/module.ts'
import { officerOf } from '#kernel/policy.ts'
import { provinceTime } from '#kernel/types.ts'
import { type NewXml, readXml, writeXml } from '#kernel/xml.ts'
import { outlinesOf } from '#modules/maps/api.ts'
import { findUnitByCode } from '#modules/organisation/api.ts'
import { latestAlerts, viewAlert } from '../alerts/commands.ts'
import type { Alert, WrittenAlert } from '../alerts/domain.ts'
import { demandAreas, placesOf } from '../areas/commands.ts'
import { writeFirst } from '../commands.ts'
import { newsLinks, refusal } from '../domain.ts'
import * as store from '../store.ts'
import { type CapSpeaker, capOf, readCap } from './domain.ts'
import { texts } from './texts.ts'

function speakerOf(context: Context): CapSpeaker {
  const { publicUrl } = context.settings
  const { hotline, email } = context.pack.manifest
  return {
    host: new URL(publicUrl).hostname,
    publicUrl,
    contact: [hotline, email].filter(Boolean).join(', '),
    places: placesOf(context),
    outlines: (code) => outlinesOf(context, code),
  }
}

/** One warning as a CAP document. Throws `news.notFound` unless it was issued. */
export async function capDocument(context: Context, id: string): Promise<string> {
  const { alert, earlier } = await viewAlert(context, id)
  return writeXml(capOf(alert, earlier, speakerOf(context)))
}

/** Atom, each entry with its warning as CAP inside and beside; cancelled and over ones tell that they are. */
export async function capFeed(context: Context): Promise<string> {
  const alerts = await latestAlerts(context)
  const speaker = speakerOf(context)
  const entries = await read(context, async (tx) => {
    const made: NewEntry[] = []
    for (const alert of alerts) {
      const earlier = alert.refersTo ? await store.findEarlier<Alert>(tx, alert.id) : []
      made.push(capEntry(context, alert, capOf(alert, earlier, speaker)))
    }
    return made
  })
  const { publicUrl } = context.settings
  return writeXml(
    feedOf({
      title: texts[context.language].feed(context.pack.manifest.name[context.language]),
      self: publicUrl + newsLinks.feed('alert'),
      page: publicUrl + newsLinks.list('alert'),
      updatedAt: alerts[0]?.version.decidedAt ?? new Date(0),
      entries,
    }),
  )
}

function capEntry({ settings }: Context, alert: WrittenAlert, document: NewXml): NewEntry {
  const { id, version } = alert
  const url = settings.publicUrl
  return {
    id: `urn:uuid:${id}`,
    title: version.content.headline,
    page: url + newsLinks.show('alert', id),
    updatedAt: version.decidedAt ?? version.writtenAt,
    author: alert.unitName,
    summary: version.content.description,
    links: [{ href: url + newsLinks.cap(id), type: 'application/cap+xml', rel: 'alternate' }],
    content: { name: 'content', attributes: { type: 'application/cap+xml' }, content: [document] },
  }
}

const fileLimits = { charactersMax: 500_000, depthMax: 12, elementsMax: 5_000 } as const

/**
 * Nhập cảnh báo của cơ quan khác: into a draft, which people confirm. Of what it says the areas that the agency may not speak for
 * are kept only if it may. Throws `news.notCap`, `news.alreadyImported`, `news.unknownReference`, and what `readXml` throws.
 */
export async function importCap(context: Context, text: string): Promise<string> {
  const { actor, pack, today } = context
  const found = readCap(readXml(text, fileLimits), placesOf(context))
  if ('why' in found) throw refusal.notCap({ details: { reason: found.why } })
  if (!found.isActual) throw refusal.notCap({ details: { reason: texts.vi.exercise } })
  const { alert, fromAt, untilAt, references } = found
  return inTransaction(context, async (tx) => {
    const { origin } = alert
    if (origin && (await store.findByOrigin(tx, origin))) throw refusal.alreadyImported()
    const unit =
      actor.kind === 'officer'
        ? { id: actor.unitId, code: actor.unitCode }
        : await findUnitByCode(tx, pack.manifest.agencyCode, today)
    if (!unit) throw refusal.notFound()
    let earlier: WrittenAlert | undefined
    for (const reference of references) earlier ??= await store.findByOrigin<Alert>(tx, reference)
    if (alert.message === 'Cancel' && !earlier) throw refusal.unknownReference()
    const areas = found.areas.filter((code) => mayTell(context, unit.code, code))
    return writeFirst(
      tx,
      context,
      { kind: 'alert', unitId: unit.id, ...(earlier && { refersTo: earlier.id }) },
      {
        // An update of what never came in is the first that is heard of it.
        content: { ...alert, message: earlier ? alert.message : 'Alert' } satisfies Alert,
        areas,
        files: [],
        fromAt,
        untilAt: untilAt ?? earlier?.version.untilAt ?? null,
      },
      actor.kind === 'officer' ? [officerOf(actor).personId] : [],
    )
  })
}

function mayTell(context: Context, unitCode: string, code: string): boolean {
  try {
    return demandAreas(context, unitCode, [code]).length > 0
  } catch {
    return false
  }
}

/** `news import-cap <file>`: what another agency's system laid down as a file. */
export const importCapCommand: CliCommand = {
  name: 'news-import-cap',
  summary: 'Brings a CAP 1.2 file of another agency in as a draft of a warning',
  async run(context, [file]) {
    if (!file) throw new Error('Name the file: news-import-cap warning.xml')
    const id = await importCap(context, await readFile(file, 'utf8'))
    console.log(`${provinceTime(context.now)} ${newsLinks.work('alert', id)}`)
  },
}

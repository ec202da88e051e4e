/** Việc khác: what may be done with a dossier beside the step at hand. */

import { useTexts } from '#kernel/page.tsx'
import { Disclosure, Section } from '#ui/layout.tsx'
import { deskLinks } from '../../api.ts'
import { proposalKinds } from '../../proposals/domain.ts'
import { arrivalOf } from '../../transfer/domain.ts'
import { Arrived } from '../../transfer/pages.tsx'
import type { OpenDossier, WorkAtHand } from '../commands.ts'
import { texts } from './texts.ts'

type Words = (typeof texts)['vi']

/** Each on a page of its own; folded, for they are rarely wanted. */
export function OtherActs({ open }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const links = linksOf(open, t)
  const mine = open.atHand.find(({ work, may }) => may.has('sendBack') && arrivalOf(work) !== undefined)
  if (links.length === 0 && !mine) return null
  return (
    <Section title={t.more} id="viec-khac">
      {mine && <Arrived open={open} at={mine} />}
      {links.length > 0 && (
        <Disclosure summary={links.map(([, label]) => label).join(', ')}>
          <ul>
            {links.map(([href, label]) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Section>
  )
}

function linksOf(open: OpenDossier, t: Words): readonly (readonly [href: string, label: string])[] {
  const { dossier, definition, atHand, mayWithdraw } = open
  const { code } = dossier
  const may = (act: Parameters<WorkAtHand['may']['has']>[0]) => atHand.some((at) => at.may.has(act))
  const { extension, secondSupplement } = definition.lawAllows ?? {}
  const propose = (kind: keyof typeof proposalKinds) => deskLinks.propose(code, proposalKinds[kind].slug)
  const isSecond = dossier.supplementCount === 1 && !secondSupplement
  const wasMoved = (cause: string) =>
    dossier.clock.some((event) => event.kind === 'extended' && event.cause === cause)
  const holds = !open.isGuest && atHand.some((at) => at.may.size > 0 && at.work.type !== 'consult')
  return [
    holds && ([deskLinks.registers(code), t.registers] as const),
    may('proposeExtension') && !wasMoved('apology') && ([propose('apology'), t.apology] as const),
    extension &&
      may('proposeExtension') &&
      !wasMoved('extension') &&
      ([propose('extension'), t.extension] as const),
    isSecond &&
      may('proposeSecondSupplement') &&
      ([propose('secondSupplement'), t.secondSupplement] as const),
    may('transfer') && ([deskLinks.transfer(code), t.transfer] as const),
    may('proposeStop') && ([propose('stop'), t.stop] as const),
    mayWithdraw && ([deskLinks.withdraw(code), t.withdraw] as const),
  ].filter((link) => typeof link === 'object')
}

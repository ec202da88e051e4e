/** Ways from a dossier to other pages: what is written down at a step, and what is printed. */

import { caseActs } from '#kernel/cases.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate } from '#kernel/text.ts'
import { LinkButton } from '#ui/elements.tsx'
import { Section } from '#ui/layout.tsx'
import { deskLinks, dossierLinks } from '../../api.ts'
import type { OpenDossier, WorkAtHand } from '../../desk/commands.ts'
import { endsStep, noticeUntil, type RecordAct, recordActs, recordSlugs } from '../../records/domain.ts'
import { texts } from '../texts.ts'

/** Acts that write something down, each on a page of its own: the one that ends the step first. */
export function RecordLinks({ open, at }: { readonly open: OpenDossier; readonly at: WorkAtHand }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { may, work } = at
  const until = work.type === 'notice' ? noticeUntil(work) : undefined
  const fits: Partial<Record<RecordAct, boolean>> = {
    postNotice: !until,
    noteObjection: until !== undefined,
    endNotice: until !== undefined,
  }
  const acts = recordActs
    .filter((act) => may.has(act) && fits[act] !== false && !(may.has('take') && act === 'askConsultation'))
    .toSorted((a, b) => Number(endsStep(b)) - Number(endsStep(a)))
  return (
    <>
      {until && <p class="hint">{t.noticeUntil(formatDate(until))}</p>}
      {acts.map((act) => (
        <p key={act}>
          <LinkButton
            href={`${deskLinks.dossier(open.dossier.code)}/buoc/${work.number}/${recordSlugs[act]}`}
            kind={act !== 'askConsultation' && act === acts[0] && !may.has('take') ? 'primary' : 'secondary'}
            icon="edit"
          >
            {caseActs[act][language]}
          </LinkButton>
        </p>
      ))}
    </>
  )
}

/** Phiếu, giấy của hồ sơ này, to open or to print. */
export function PrintedPapers({ open: { dossier } }: { readonly open: OpenDossier }) {
  const t = useTexts(texts)
  const { code, state } = dossier
  const hasResult = state === 'done' || state === 'returned'
  const papers = [
    dossier.receivedAt && ([dossierLinks.receiptPdf(code), t.receiptPaper] as const),
    dossier.supplementCount > 0 && ([dossierLinks.supplementPdf(code), t.supplementPaper] as const),
    state === 'notAccepted' && ([dossierLinks.refusalPdf(code), t.refusalPaper] as const),
    state === 'stopped' && ([dossierLinks.stopPdf(code), t.stopPaper] as const),
    hasResult && ([deskLinks.result(code), t.resultPaper] as const),
    dossier.receivedAt && ([deskLinks.printed(code), t.allPapers] as const),
  ].filter((paper) => paper !== false && paper !== null)
  if (papers.length === 0) return null
  return (
    <Section title={t.printed} id="giay-in">
      <ul>
        {papers.map(([href, label]) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

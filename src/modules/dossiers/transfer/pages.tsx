/** Chuyển cơ quan có thẩm quyền, and what came from elsewhere. */

import type { Problem } from '#kernel/errors.ts'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { Select } from '#ui/choices.tsx'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea } from '#ui/forms.tsx'
import { Disclosure, PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { deskLinks } from '../api.ts'
import type { OpenDossier, WorkAtHand } from '../desk/commands.ts'
import { arrivalOf, maySendBack } from './domain.ts'
import type { UnitChoice } from './store.ts'
import { texts } from './texts.ts'

/** Where it came from and why; sent back once. */
export function Arrived({
  open: { dossier },
  at: { work },
}: {
  readonly open: OpenDossier
  readonly at: WorkAtHand
}) {
  const t = useTexts(texts)
  const arrival = arrivalOf(work)
  if (!arrival) return null
  const { fromUnitName, reason, isSentBack } = arrival
  return (
    <>
      <Notice tone="information" title={(isSentBack ? t.cameBack : t.came)(fromUnitName)}>
        <p>{reason}</p>
      </Notice>
      {maySendBack(dossier, work) && (
        <Disclosure summary={t.sendBack}>
          <PostForm
            action={deskLinks.sendBack(dossier.code)}
            hidden={{ version: dossier.version, step: work.number }}
            class="act"
          >
            <p class="hint">{t.sendBackLead}</p>
            <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={2} />
            <Button kind="secondary">{t.sendBackButton}</Button>
          </PostForm>
        </Disclosure>
      )}
    </>
  )
}

export type TransferView = {
  readonly open: OpenDossier
  readonly units: readonly UnitChoice[]
  readonly suggested: UnitChoice | undefined
  readonly typed: { readonly to?: string | undefined; readonly reason?: string | undefined }
  readonly problem?: Problem | undefined
}

export function TransferPage({ view }: { readonly view: TransferView }) {
  return (
    <OfficeFrame>
      <Body view={view} />
    </OfficeFrame>
  )
}

function Body({ view: { open, units, suggested, typed, problem } }: { readonly view: TransferView }) {
  const t = useTexts(texts)
  const { dossier, details } = open
  return (
    <>
      <BackLink href={deskLinks.dossier(dossier.code)}>{t.back}</BackLink>
      <NotDone title={t.notDone} reason={problem?.detail} />
      <PageHead
        kicker={`${dossier.code} – ${details.applicantName}`}
        title={t.transfer}
        lead={t.transferLead}
      />
      <SummaryList
        rows={[
          { term: t.receiving, value: details.receivingUnitName },
          { term: t.now, value: details.competentUnitName },
        ]}
      />
      <PostForm action={deskLinks.transfer(dossier.code)} hidden={{ version: dossier.version }} class="stack">
        <p class="hint">{dossier.receivedAt ? t.afterAcceptance : t.beforeAcceptance}</p>
        <Select
          name="to"
          label={t.to}
          hint={suggested && t.suggested(suggested.name)}
          choices={units.map(({ code, name }) => ({ value: code, label: name }))}
          value={typed.to ?? suggested?.code}
        />
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={3} value={typed.reason} />
        <Button icon="send">{t.send}</Button>
      </PostForm>
    </>
  )
}

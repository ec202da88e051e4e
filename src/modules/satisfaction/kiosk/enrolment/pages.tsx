/** Máy đánh giá of an agency: enrolling, opening on the device, ending. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Button } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { reportLinks } from '../../reports/domain.ts'
import { texts } from '../texts.ts'

export type ListedKiosk = {
  readonly id: string
  readonly name: string
  readonly enrolledAt: Date
  readonly rated: number
  readonly state: 'waiting' | 'old' | 'works' | 'ended'
  /** Where its device enrols itself, with a picture of it; while it waits. */
  readonly claim?: { readonly address: string; readonly qr: string } | undefined
}

type KiosksProps = {
  readonly kiosks: readonly ListedKiosk[]
  readonly typed?: string | undefined
  readonly problem?: string | undefined
}

export function KiosksPage(props: KiosksProps) {
  return (
    <OfficeFrame>
      <Kiosks {...props} />
    </OfficeFrame>
  )
}

function Kiosks({ kiosks, typed, problem }: KiosksProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const words = {
    waiting: t.stateWaiting,
    old: t.stateOld,
    works: t.stateWorks,
    ended: t.stateEnded,
  }
  const tones = { waiting: 'progress', old: 'waiting', works: 'success', ended: 'done' } as const
  const columns: readonly Column<ListedKiosk>[] = [
    { key: 'name', label: t.deviceName, isRowHead: true, cell: ({ name }) => name },
    {
      key: 'state',
      label: t.state,
      cell: ({ state }) => <StatusTag tone={tones[state]}>{words[state]}</StatusTag>,
    },
    { key: 'at', label: t.enrolled, cell: ({ enrolledAt }) => formatDateTime(enrolledAt, language) },
    { key: 'rated', label: t.rated, isFigure: true, cell: ({ rated }) => rated },
    {
      key: 'act',
      label: t.act,
      cell: ({ id, name, state }) =>
        state !== 'ended' && (
          <PostForm action={reportLinks.endKiosk(id)} label={`${t.end} ${name}`}>
            <Button kind="quiet">{t.end}</Button>
          </PostForm>
        ),
    },
  ]
  return (
    <>
      <NotDone reason={problem} />
      <PageHead title={t.list} lead={t.listLead} />
      <PostForm action={reportLinks.kiosks()} class="filter-form">
        <TextInput name="ten" label={t.deviceName} hint={t.deviceNameHint} value={typed} maxLength={80} />
        <Button icon="add">{t.enrol}</Button>
      </PostForm>
      {kiosks.map(
        ({ id, name, claim }) =>
          claim && (
            <Section key={id} title={`${t.open}: ${name}`} id={`may-${id}`} isPanel>
              <p>{t.openLead}</p>
              <figure class="qr">
                {/* oxlint-disable-next-line react/no-danger */}
                <div aria-hidden="true" dangerouslySetInnerHTML={{ __html: claim.qr }} />
                <figcaption class="code claim-address">{claim.address}</figcaption>
              </figure>
            </Section>
          ),
      )}
      <Table
        caption={t.list}
        isCaptionHidden
        isCards
        columns={columns}
        rows={kiosks}
        rowKey={({ id }) => id}
        empty={<p>{t.none}</p>}
      />
    </>
  )
}

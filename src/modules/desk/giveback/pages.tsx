/** Giving back: one field to find, who takes it, one press. And the citizen's own code. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatVnd } from '#kernel/text.ts'
import { deskLinks, dossierLinks } from '#modules/dossiers/api.ts'
import { numberWords, PaymentFields, paymentLinks } from '#modules/payments/api.ts'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, QuestionPage, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { FullNameInput, IdentityNumberInput } from '#ui/people-inputs.tsx'
import { StatusTag } from '#ui/status.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { tillLinks } from '../api.ts'
import type { GivenBack } from './commands.ts'
import type { Asked, Priced } from './domain.ts'
import { texts } from './texts.ts'

export type GiveBackProps = {
  readonly text?: string | undefined
  readonly asked?: Asked | undefined
  readonly found?: readonly Priced[] | undefined
  readonly outcomes?: readonly GivenBack[] | undefined
  readonly problem?: string | undefined
  readonly typed?: Readonly<Record<string, string | undefined>>
}

export function GiveBackPage(props: GiveBackProps) {
  return (
    <OfficeFrame>
      <GiveBackBody {...props} />
    </OfficeFrame>
  )
}

function GiveBackBody(props: GiveBackProps) {
  const t = useTexts(texts)
  const { text = '', found, outcomes = [], problem } = props
  const { language } = usePage()
  const given = outcomes.filter(({ refused }) => !refused)
  const refused = outcomes.filter((one) => one.refused)
  return (
    <>
      {problem && (
        <Notice tone="danger" isResult>
          <p>{problem}</p>
        </Notice>
      )}
      {given.length > 0 && (
        <Notice tone="success" isResult>
          <p>{t.done(given.map(({ code }) => code).join(', '))}</p>
          {given.map(({ code }) => (
            <p key={code}>
              <a href={deskLinks.invite(code)} target="_blank" rel="noopener">
                {t.invite(code)}
              </a>
            </p>
          ))}
          {given.map(
            ({ receipt }) =>
              receipt && (
                <p key={receipt.id}>
                  {t.paid(formatVnd(receipt.totalVnd, language))}{' '}
                  <a href={paymentLinks.receiptPdf(receipt.id)} target="_blank" rel="noopener">
                    {t.printReceipt(numberWords(receipt))}
                  </a>
                </p>
              ),
          )}
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice tone="warning" isResult>
          <p>{t.notDone}</p>
          <ul>
            {refused.map((one) => (
              <li key={one.code}>{`${one.code}: ${one.refused?.[language] ?? ''}`}</li>
            ))}
          </ul>
        </Notice>
      )}
      <PageHead title={t.title} />
      <PostForm action={tillLinks.giveback()} hidden={{ act: 'find' }} class="filter-form">
        <TextInput
          name="text"
          label={t.find}
          hint={t.findHint}
          value={text}
          isOptional
          isFocused={found === undefined || found.length === 0}
          autocomplete="off"
          maxLength={500}
        />
        <Button icon="search" altKey="F">
          {t.search}
        </Button>
      </PostForm>
      {found && (found.length === 0 ? <p class="empty">{t.none}</p> : <FoundForm {...props} found={found} />)}
    </>
  )
}

function FoundForm({
  asked,
  found,
  text,
  typed = {},
}: GiveBackProps & { readonly found: readonly Priced[] }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const ready = found.filter(({ isReady }) => isReady)
  const card = asked?.by === 'card' ? asked : undefined
  // Of people with the same name only the one whose card was read takes something.
  const taker = typed.kind === 'authorised' ? undefined : typed.identity?.replace(/\s/g, '')
  const columns: readonly Column<Priced>[] = [
    {
      key: 'code',
      label: t.code,
      isRowHead: true,
      isCode: true,
      cell: ({ code }) => <a href={deskLinks.dossier(code)}>{code}</a>,
    },
    { key: 'applicant', label: t.applicant, cell: ({ applicantName }) => applicantName },
    { key: 'procedure', label: t.procedure, cell: ({ procedureName }) => procedureName, isSecondary: true },
    {
      key: 'state',
      label: t.state,
      cell: ({ isReady, state, holderName, holderUnitName, dueAt, dueVnd }) => {
        if (isReady)
          return (
            <>
              <StatusTag tone="success">{t.ready}</StatusTag>
              {dueVnd > 0 && <span class="cell-note">{t.due(formatVnd(dueVnd, language))}</span>}
            </>
          )
        if (state === 'returned') return <StatusTag tone="done">{t.given}</StatusTag>
        const when = dueAt ? formatDateTime(dueAt, language) : ''
        return t.notReady(holderName ?? holderUnitName, when)
      },
    },
    {
      key: 'choose',
      label: t.give,
      cell: ({ isReady, caseId, code, applicantIdentity }) =>
        isReady && (
          <input
            type="checkbox"
            name="case"
            value={caseId}
            checked={!taker || applicantIdentity === taker}
            aria-label={t.choose(code)}
          />
        ),
    },
  ]
  return (
    <PostForm action={tillLinks.giveback()} hidden={{ text: text ?? '' }} class="stack">
      <button class="visually-hidden" name="act" value="card" tabIndex={-1} aria-hidden="true" />
      <Table
        caption={t.results}
        isCaptionHidden
        columns={columns}
        rows={found}
        rowKey={({ caseId }) => caseId}
        empty={t.none}
      />
      {ready.length > 0 && (
        <Section title={t.receiver} id="nguoi-nhan">
          <TextInput
            name="card"
            label={t.card}
            hint={t.cardHint}
            width="long"
            isOptional
            isFocused={!card && !typed.identity}
            autocomplete="off"
            maxLength={500}
          />
          <div class="till-page">
            <div class="form-fields">
              <Radios
                name="kind"
                label={t.kind}
                value={typed.kind ?? 'self'}
                isInline
                choices={[
                  { value: 'self', label: t.self },
                  { value: 'authorised', label: t.authorised },
                ]}
              />
              <FullNameInput
                name="name"
                label={t.name}
                value={typed.name ?? card?.name ?? ready[0]?.applicantName}
                isOwn={false}
              />
              <IdentityNumberInput
                name="identity"
                label={t.identity}
                value={typed.identity ?? card?.identity}
                isOwn={false}
              />
              <TextInput
                name="authority"
                label={t.authority}
                value={typed.authority}
                isOptional
                maxLength={200}
              />
              <Radios
                name="confirmedBy"
                label={t.confirm}
                value={typed.confirmedBy ?? 'signature'}
                isInline
                choices={[
                  { value: 'signature', label: t.signature },
                  { value: 'code', label: t.byCode },
                ]}
              />
              <TextInput
                name="code"
                label={t.spoken}
                value={typed.code}
                inputMode="numeric"
                width="short"
                isOptional
                maxLength={8}
                autocomplete="off"
              />
              <TextInput
                name="originals"
                label={t.originals}
                hint={t.originalsHint}
                value={typed.originals}
                isOptional
                maxLength={300}
              />
              {ready.some(({ dueVnd }) => dueVnd > 0) && (
                <PaymentFields means={typed.means} reference={typed.reference} mayWait />
              )}
            </div>
          </div>
          <Button icon="check" name="act" value="give" altKey="T">
            {t.give}
          </Button>
        </Section>
      )}
    </PostForm>
  )
}

export function ReturnCodePage(props: {
  readonly code: string
  readonly spoken?: string | undefined
  readonly problem?: string | undefined
}) {
  return (
    <PortalFrame>
      <ReturnCode {...props} />
    </PortalFrame>
  )
}

function ReturnCode({ code, spoken, problem }: Parameters<typeof ReturnCodePage>[0]) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <BackLink href={dossierLinks.show(code)}>{t.back}</BackLink>
      {problem && (
        <Notice tone="danger" isResult>
          <p>{problem}</p>
        </Notice>
      )}
      <h1>{t.codeTitle}</h1>
      {spoken && (
        <p class="till-code" role="status">
          {`${spoken.slice(0, 3)} ${spoken.slice(3)}`}
        </p>
      )}
      <p class="lead">{spoken ? t.codeLead : t.codeBefore}</p>
      <PostForm action={dossierLinks.collect(code)}>
        <Button kind={spoken ? 'secondary' : 'primary'}>{spoken ? t.codeAgain : t.codeShow}</Button>
      </PostForm>
    </QuestionPage>
  )
}

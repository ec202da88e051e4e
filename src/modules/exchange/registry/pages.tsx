/** Forms of systems that we call, and of systems that may call us. */

import type { AnyConnector } from '#kernel/connectors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { Checkbox, Checkboxes } from '#ui/choices.tsx'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import { exchangeLinks } from '../api.ts'
import type { Client } from '../serving/domain.ts'
import type { System } from './domain.ts'
import { texts } from './texts.ts'

/** What a form holds: as it is registered, or as it was typed. */
export type SystemTyped = Partial<
  Pick<System, 'host' | 'port' | 'pathPrefix' | 'publicKey' | 'isPrivate' | 'isEnabled'>
>
type SystemProps = {
  readonly connector: AnyConnector
  readonly systemKey: string
  readonly name: string
  readonly typed: SystemTyped
  readonly isSimulator: boolean
  readonly ours: { readonly member: string; readonly publicKey: string }
  readonly problem?: string | undefined
}

export function SystemPage(props: SystemProps) {
  return (
    <OfficeFrame>
      <SystemForm {...props} />
    </OfficeFrame>
  )
}

function SystemForm({ connector, systemKey, name, typed, isSimulator, ours, problem }: SystemProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { protocol = 'signed' } = connector
  const isSigned = protocol === 'signed'
  return (
    <div class="reading stack">
      <BackLink href={exchangeLinks.overview()}>{t.back}</BackLink>
      <NotDone reason={problem} />
      <PageHead kicker={connector.owner[language]} title={name} lead={t.systemLead} />
      {isSimulator && (
        <Notice tone="warning">
          <p>{t.simulated}</p>
        </Notice>
      )}
      {isSigned && (
        <SummaryList
          rows={[
            { term: t.ours, value: ours.member },
            { term: t.ourKey, value: ours.publicKey },
          ]}
        />
      )}
      <PostForm action={exchangeLinks.system(systemKey)} class="stack">
        <TextInput
          name="host"
          label={t.host}
          hint={t.hostHint}
          value={typed.host}
          width="long"
          maxLength={253}
        />
        <TextInput
          name="port"
          label={t.port}
          value={String(typed.port ?? (protocol === 'smtp' ? 587 : 443))}
          inputMode="numeric"
          width="short"
          maxLength={5}
        />
        {isSigned ? (
          <>
            <TextInput
              name="path"
              label={t.path}
              hint={t.pathHint}
              value={typed.pathPrefix}
              width="medium"
              maxLength={200}
              isOptional
            />
            <TextInput
              name="publicKey"
              label={t.publicKey}
              hint={t.publicKeyHint}
              value={typed.publicKey}
              width="full"
              maxLength={60}
            />
          </>
        ) : (
          protocol === 'smtp' && <p class="hint">{t.secretHint}</p>
        )}
        <Checkbox name="isPrivate" value="yes" label={t.isPrivate} isChecked={typed.isPrivate ?? false} />
        <Checkbox name="isEnabled" value="yes" label={t.isEnabled} isChecked={typed.isEnabled ?? true} />
        <Button>{t.save}</Button>
      </PostForm>
    </div>
  )
}

export type ClientTyped = Partial<Omit<Client, 'id'>>
type ClientsProps = {
  readonly clients: readonly Client[]
  readonly typed: ClientTyped
  readonly scopes: readonly { readonly value: string; readonly label: string }[]
  readonly isSaved: boolean
  readonly problem?: string | undefined
}

export function ClientsPage(props: ClientsProps) {
  return (
    <OfficeFrame>
      <Clients {...props} />
    </OfficeFrame>
  )
}

function Clients({ clients, typed, scopes, isSaved, problem }: ClientsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="stack">
      <BackLink href={exchangeLinks.overview()}>{t.back}</BackLink>
      <NotDone reason={problem} />
      {isSaved && (
        <Notice tone="success" title={t.saved} isResult>
          <p>{t.savedLead}</p>
        </Notice>
      )}
      <PageHead title={t.clients} lead={t.clientsLead} />
      <Table
        caption={t.clients}
        isCaptionHidden
        isCards
        rows={clients}
        rowKey={({ id }) => id}
        empty={t.clientsNone}
        columns={[
          {
            key: 'name',
            label: t.name,
            isRowHead: true,
            cell: ({ name, member }) => (
              <>
                <a href={`${exchangeLinks.clients()}?ma=${encodeURIComponent(member)}#dang-ky`}>{name}</a>
                <span class="cell-note">{member}</span>
              </>
            ),
          },
          { key: 'scopes', label: t.scopes, cell: (one) => one.scopes.join(', ') },
          {
            key: 'perMinute',
            label: t.perMinute,
            isFigure: true,
            isSecondary: true,
            cell: ({ callsPerMinute }) => formatNumber(callsPerMinute, language),
          },
          {
            key: 'state',
            label: t.state,
            cell: ({ isEnabled }) => (
              <StatusTag tone={isEnabled ? 'success' : 'waiting'}>{isEnabled ? t.on : t.off}</StatusTag>
            ),
          },
        ]}
      />
      <Section id="dang-ky" title={typed.member ? t.change : t.newClient}>
        <PostForm action={exchangeLinks.clients()} class="stack">
          <TextInput
            name="member"
            label={t.member}
            hint={t.memberHint}
            value={typed.member}
            width="long"
            maxLength={200}
          />
          <TextInput name="name" label={t.name} value={typed.name} width="long" maxLength={200} />
          <TextInput
            name="publicKey"
            label={t.publicKey}
            hint={t.publicKeyHint}
            value={typed.publicKey}
            width="full"
            maxLength={60}
          />
          <Checkboxes name="scopes" label={t.scopes} values={typed.scopes ?? []} choices={scopes} />
          <TextInput
            name="perMinute"
            label={t.perMinute}
            value={String(typed.callsPerMinute ?? 600)}
            inputMode="numeric"
            width="short"
            maxLength={6}
          />
          <Checkbox name="isEnabled" value="yes" label={t.isEnabled} isChecked={typed.isEnabled ?? true} />
          <Button>{t.save}</Button>
        </PostForm>
      </Section>
    </div>
  )
}

/** Kênh nhận tin: two addresses, each with its proof, and where messages go. */

import { Island, PostForm, useTexts } from '#kernel/page.tsx'
import { formatDate, type Language, textsFor } from '#kernel/text.ts'
import { Checkbox, Radios } from '#ui/choices.tsx'
import { ConsentBlock } from '#ui/consent.tsx'
import { Button, ButtonGroup } from '#ui/elements.tsx'
import { ErrorSummary, type FieldError, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { PhoneInput } from '#ui/people-inputs.tsx'
import { StatusTag } from '#ui/status.tsx'
import { notificationLinks } from '../domain.ts'
import { type Channel, channels, contactOf, masked } from '../outside/domain.ts'
import { texts as accountTexts } from '../texts.ts'
import type { ContactsView, ContactView } from './commands.ts'
import { texts } from './texts.ts'

export const doneActs = ['sent', 'verified', 'forgotten', 'chosen', 'switchedOn', 'switchedOff'] as const
export type Shown = {
  readonly done?: (typeof doneActs)[number] | undefined
  readonly problem?: FieldError | undefined
  readonly typed?: string | undefined
}
type Props = { readonly view: ContactsView; readonly shown: Shown }

export function ContactsPage({ language, ...props }: Props & { readonly language: Language }) {
  const { account, title } = textsFor(accountTexts, language)
  const breadcrumb = [
    { href: '/tai-khoan', label: account },
    { href: notificationLinks.list('citizen'), label: title },
  ]
  return (
    <PortalFrame breadcrumb={breadcrumb}>
      <Contacts {...props} />
    </PortalFrame>
  )
}

function Contacts({ view, shown }: Props) {
  const t = useTexts(texts)
  const { done, problem } = shown
  const words = {
    sent: t.doneSent,
    verified: t.doneVerified,
    forgotten: t.doneForgotten,
    chosen: t.doneChosen,
    switchedOn: t.doneSwitchedOn,
    switchedOff: t.doneSwitchedOff,
  }
  return (
    <div class="reading stack">
      <ErrorSummary errors={problem ? [problem] : []} />
      {done && (
        <Notice tone="success" title={words[done]} isResult>
          <p>{done === 'sent' ? t.doneSentLead : t.doneLead}</p>
        </Notice>
      )}
      <PageHead title={t.title} lead={t.lead} />
      {view.contacts.map((one) => (
        <ContactSection key={one.kind} one={one} asked={view.asked} shown={shown} />
      ))}
      <Devices view={view} shown={shown} />
      <ChoiceSection view={view} problem={problem} />
      <p>
        <a href={notificationLinks.quality}>{t.quality}</a>
      </p>
    </div>
  )
}

type ContactProps = {
  readonly one: ContactView
  readonly asked: ContactsView['asked']
  readonly shown: Shown
}

function ContactSection({ one, asked, shown }: ContactProps) {
  const t = useTexts(texts)
  const { kind, contact, pending, isConnected } = one
  const action = (name: string) => `${notificationLinks.contacts}/${name}`
  return (
    <Section id={kind} title={t[kind]}>
      {contact && (
        <>
          <p>
            <strong>{kind === 'phone' ? localPhone(contact.address) : contact.address}</strong>{' '}
            <StatusTag tone="success">{t.verified}</StatusTag>
          </p>
          {contact.refusedBy.map((channel) => (
            <Notice key={channel} tone="warning">
              <p>{t.nobodyThere(t[channel])}</p>
            </Notice>
          ))}
        </>
      )}
      {!isConnected && !contact && <p class="empty">{t.notConnected}</p>}
      {isConnected && pending && (
        <PostForm action={action('ma')} hidden={{ kind }} class="stack">
          <TextInput
            name={`${kind}Code`}
            label={t.code}
            hint={t.codeHint(masked(pending))}
            error={errorOf(shown, `${kind}Code`)}
            inputMode="numeric"
            autocomplete="one-time-code"
            width="short"
            maxLength={20}
          />
          <Button>{t.confirm}</Button>
        </PostForm>
      )}
      {isConnected &&
        (contact || pending ? (
          <Disclosure summary={pending ? t.sendAgain : t.another}>
            <AddressForm one={one} asked={asked} shown={shown} />
            {contact && (
              <PostForm action={action('xoa')} hidden={{ kind }}>
                <Button kind="quiet">{t.forget}</Button>
              </PostForm>
            )}
          </Disclosure>
        ) : (
          <AddressForm one={one} asked={asked} shown={shown} />
        ))}
    </Section>
  )
}

const errorOf = ({ problem }: Shown, name: string) => (problem?.name === name ? problem.message : undefined)
const localPhone = (address: string) => address.replace(/^84(\d{3})(\d{3})(\d{3})$/, '0$1 $2 $3')

function AddressForm({ one: { kind, contact, pending, known }, asked, shown }: ContactProps) {
  const t = useTexts(texts)
  const error = errorOf(shown, kind)
  const agreement = asked[kind === 'phone' ? 'sms' : 'mail']
  const unagreed = errorOf(shown, `${kind}Agreed`)
  const value = error || unagreed ? shown.typed : (pending ?? contact?.address ?? known)
  return (
    <PostForm action={`${notificationLinks.contacts}/dia-chi`} hidden={{ kind }} class="stack">
      {kind === 'phone' ? (
        <PhoneInput
          name="phone"
          label={t.phoneLabel}
          hint={t.phoneHint}
          error={error}
          value={value && localPhone(value)}
        />
      ) : (
        <TextInput
          name="email"
          label={t.emailLabel}
          hint={t.emailHint}
          error={error}
          value={value}
          kind="email"
          autocomplete="email"
          width="long"
          maxLength={254}
        />
      )}
      {agreement && <ConsentBlock name={`${kind}Agreed`} asked={agreement} error={unagreed} />}
      <Button kind="secondary">{t.sendCode}</Button>
    </PostForm>
  )
}

/** A browser gives its address by script only; until the script runs there is no button, and words say what else there is. */
function Devices({ view: { devices, pushKey, asked }, shown }: Props) {
  const t = useTexts(texts)
  const action = `${notificationLinks.contacts}/thiet-bi`
  return (
    <Section id="thiet-bi" title={t.devices}>
      <p>{t.devicesLead}</p>
      {devices.length > 0 && (
        <ul class="task-list">
          {devices.map(({ id, label, addedAt }) => (
            <li key={id}>
              <div>
                <strong>{label}</strong>
                <p class="hint">{t.addedAt(formatDate(addedAt))}</p>
              </div>
              <PostForm action={`${action}/xoa`} hidden={{ id }} label={label}>
                <Button kind="quiet">{t.switchOff}</Button>
              </PostForm>
            </li>
          ))}
        </ul>
      )}
      {pushKey ? (
        <PostForm action={action} class="stack">
          {asked.push && (
            <ConsentBlock name="deviceAgreed" asked={asked.push} error={errorOf(shown, 'deviceAgreed')} />
          )}
          <Island of="push-switch" publicKey={pushKey}>
            <div class="stack">
              <input type="hidden" name="subscription" />
              <Button kind="secondary" type="button" isHidden>
                {t.switchOn}
              </Button>
              <output>{t.needsScript}</output>
            </div>
          </Island>
        </PostForm>
      ) : (
        <p class="empty">{t.notConnected}</p>
      )}
    </Section>
  )
}

function ChoiceSection({
  view,
  problem,
}: {
  readonly view: ContactsView
  readonly problem: FieldError | undefined
}) {
  const t = useTexts(texts)
  const { asked, choice, connected, contacts, devices, quiet } = view
  const has = (channel: Channel) =>
    connected.has(channel) &&
    (channel === 'push'
      ? devices.length > 0
      : contacts.some(({ kind, contact }) => contact && kind === contactOf[channel]))
  const open = channels.filter(has)
  return (
    <Section id="chon" title={t.choice}>
      {open.length === 0 && <p class="empty">{t.firstProve}</p>}
      {open.length > 0 && (
        <PostForm action={`${notificationLinks.contacts}/chon`} class="stack">
          <Radios
            name="first"
            label={t.first}
            value={choice?.first ?? ''}
            error={problem?.name === 'first' ? problem.message : undefined}
            choices={[
              ...open.map((value) => ({ value, label: t[value] })),
              { value: '', label: t.nothing, hint: t.nothingHint },
            ]}
          />
          <Checkbox name="others" value="yes" label={t.usesOthers} isChecked={choice?.usesOthers ?? true} />
          {asked.zalo && open.includes('zalo') && (
            <ConsentBlock
              name="zaloAgreed"
              asked={asked.zalo}
              error={problem?.name === 'zaloAgreed' ? problem.message : undefined}
            />
          )}
          <Radios
            name="language"
            label={t.language}
            isInline
            value={choice?.language ?? 'vi'}
            choices={[
              { value: 'vi', label: t.vi },
              { value: 'en', label: t.en },
            ]}
          />
          <p class="hint">{t.quiet(quiet.from, quiet.until)}</p>
          <ButtonGroup>
            <Button>{t.save}</Button>
          </ButtonGroup>
        </PostForm>
      )}
    </Section>
  )
}

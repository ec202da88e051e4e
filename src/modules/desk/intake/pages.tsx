/** The till: who is here, what for, what is still to be asked, papers, fee, accept. One screen, all by keys. */

import { uploadMegabytesMax } from '#kernel/files.ts'
import { Island, PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime, formatTime, formatVnd } from '#kernel/text.ts'
import { deskLinks as dossierDesk, dossierLinks } from '#modules/dossiers/api.ts'
import { numberWords, PaymentFields, paymentLinks, sumOf } from '#modules/payments/api.ts'
import { Radios, Select } from '#ui/choices.tsx'
import { accessKey, Button, LinkButton } from '#ui/elements.tsx'
import { ErrorSummary, Notice } from '#ui/feedback.tsx'
import type { FormLists } from '#ui/form-fields.tsx'
import { Field, fieldId, TextArea, TextInput } from '#ui/forms.tsx'
import { Disclosure } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { tillLinks } from '../api.ts'
import { TicketBar } from '../tickets/pages.tsx'
import type { Till } from './commands.ts'
import { FormPanel } from './form/pages.tsx'
import { PapersPanel } from './papers/pages.tsx'
import { PersonPanel } from './person/pages.tsx'
import { texts } from './texts.ts'

type Lists = Omit<FormLists, 'file' | 'megabytesMax'>
type TillProps = {
  readonly till: Till
  readonly lists: Lists
  /** The clerk pressed "accept": what is missing is said. */
  readonly isChecked: boolean
  /** What went wrong with the last press. */
  readonly problem?: string | undefined
}

export function TillPage(props: TillProps) {
  return (
    <OfficeFrame>
      <Island of="counter">
        {props.till.accepted ? <Accepted {...props} /> : <TillScreen {...props} />}
      </Island>
    </OfficeFrame>
  )
}

function TillHead({ till }: Pick<TillProps, 'till'>) {
  const t = useTexts(texts)
  const { intake, isNew, waitingIntakes } = till
  return (
    <div class="till-head">
      <h1>{t.title}</h1>
      <TicketBar tickets={till.tickets} />
      <p class="till-notes">
        <output id="till-saved" class="hint">
          {isNew ? t.notSaved : t.saved(formatTime(intake.savedAt))}
        </output>
        {waitingIntakes.map((one) => (
          <a key={one.id} href={tillLinks.intake(one.id)}>
            {one.cards[0]?.name || formatTime(one.openedAt)}
          </a>
        ))}
      </p>
    </div>
  )
}

function TillScreen({ till, lists, isChecked, problem }: TillProps) {
  const t = useTexts(texts)
  const { intake, form } = till
  const missing = isChecked && form ? missingIn(till) : []
  return (
    <div class="till" id="till">
      <TillHead till={till} />
      {problem && (
        <Notice tone="danger" isResult>
          <p>{problem}</p>
        </Notice>
      )}
      <ErrorSummary errors={missing} title={t.incomplete} />
      <PostForm
        id="till-form"
        action={tillLinks.till()}
        hidden={{ _id: intake.id, _form: intake.procedureCode ?? '' }}
        hasFiles
        class="till-form"
      >
        <button class="visually-hidden" name="act" value="next" tabIndex={-1} aria-hidden="true" />
        <div class="till-side">
          <PersonPanel till={till} />
          <MatterPanel till={till} />
        </div>
        {form && (
          <div class="till-main">
            <FormPanel form={form} lists={lists} isChecked={isChecked} megabytesMax={uploadMegabytesMax} />
            <PapersPanel form={form} till={till} />
            <FilingPanel till={till} lists={lists} />
            <PaymentPanel till={till} />
            <FootPanel till={till} />
          </div>
        )}
      </PostForm>
      <p class="hint till-keys">{t.keys}</p>
    </div>
  )
}

/** What is missing, each leading to its control. */
function missingIn({ form }: Till): { readonly name: string; readonly message: string }[] {
  const { language } = usePage()
  const t = useTexts(texts)
  if (!form) return []
  const asked = form.faults.map(({ inputId, message }) => ({ name: inputId, message }))
  const told = new Set(asked.map(({ name }) => name))
  const papers = form.papers.flatMap(({ key, name, isRequired, tick }) => {
    const control = `_paper.${key}.way`
    const isThere = tick.way === 'original' || tick.way === 'copy' || tick.files.length > 0
    return isRequired && !isThere && !told.has(control)
      ? [{ name: control, message: `${t.paperNeeded}: ${name[language]}` }]
      : []
  })
  return [...asked, ...papers]
}

function MatterPanel({ till }: Pick<TillProps, 'till'>) {
  const t = useTexts(texts)
  const { form, favourites, search } = till
  if (form)
    return (
      <section class="till-panel" aria-labelledby="till-matter">
        <h2 id="till-matter">{t.matter}</h2>
        <p class="till-chosen">{form.definition.name}</p>
        <p class="hint">{form.definition.code}</p>
        <Button kind="quiet" name="act" value="procedure:" altKey="V">
          {t.changeMatter}
        </Button>
      </section>
    )
  return (
    <section class="till-panel" aria-labelledby="till-matter">
      <h2 id="till-matter">{t.matter}</h2>
      <Field name="_q" label={t.search} isOptional={false}>
        <div class="till-search">
          <input
            id={fieldId('_q')}
            class="input"
            name="_q"
            type="text"
            value={search.text}
            autocomplete="off"
            {...accessKey('v')}
          />
          <Button kind="secondary" name="act" value="search">
            {t.find}
          </Button>
        </div>
      </Field>
      {search.text !== '' && (
        <Procedures title={search.found.length > 0 ? t.found : t.nothing} choices={search.found} keys={[]} />
      )}
      <Procedures title={t.often} choices={favourites} keys={['1', '2', '3', '4', '5', '6', '7', '8', '9']} />
    </section>
  )
}

type ProceduresProps = {
  readonly title: string
  readonly choices: Till['favourites']
  readonly keys: readonly string[]
}

function Procedures({ title, choices, keys }: ProceduresProps) {
  return (
    <>
      <p class="label">{title}</p>
      <ul class="till-choices">
        {choices.map(({ code, name }, index) => (
          <li key={code}>
            <Button kind="secondary" name="act" value={`procedure:${code}`} altKey={keys[index]}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

function FilingPanel({ till, lists }: { readonly till: Till; readonly lists: Lists }) {
  const t = useTexts(texts)
  const { filing } = till.intake
  return (
    <Disclosure summary={t.filing}>
      <input type="hidden" name="_filing" value="yes" />
      <div class="till-fields">
        <Radios
          name="_for"
          label={t.filingFor}
          choices={[
            { value: 'own', label: t.own },
            { value: 'other', label: t.other },
          ]}
          value={filing.isForOther ? 'other' : 'own'}
        />
        <TextInput
          name="_scope"
          label={t.scope}
          hint={t.scopeHint}
          value={filing.scope}
          isOptional
          maxLength={200}
        />
        <TextInput
          name="_authority"
          label={t.authority}
          value={filing.authorityPaper}
          isOptional
          maxLength={200}
        />
        <TextArea
          name="_others"
          label={t.others}
          value={filing.others}
          rows={2}
          isOptional
          maxLength={2000}
        />
        <TextInput name="_contact" label={t.contact} value={filing.contact} isOptional maxLength={120} />
        <TextInput name="_helpedBy" label={t.helpedBy} value={filing.helpedBy} isOptional maxLength={120} />
        <Select
          name="_helpedAt"
          label={t.helpedAt}
          choices={lists.units}
          value={filing.helpedAtUnit}
          isOptional
        />
      </div>
    </Disclosure>
  )
}

/** Phải thu bây giờ, of the fees that the answers so far lead to. */
const dueNow = ({ fees }: NonNullable<Till['form']>) =>
  fees.filter(({ collect = 'onReceipt' }) => collect === 'onReceipt')

function PaymentPanel({ till: { form, intake } }: Pick<TillProps, 'till'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!form || form.fees.length === 0) return null
  const now = dueNow(form)
  return (
    <section class="till-panel" aria-labelledby="till-payment">
      <h2 id="till-payment">{t.fee}</h2>
      {form.fees.map((line) => (
        <p key={line.key}>
          {`${line.label[language]}: ${formatVnd(line.vnd, language)}`}
          <span class="cell-note">{now.includes(line) ? line.legal : `${line.legal}, ${t.feeLater}`}</span>
        </p>
      ))}
      {now.length > 0 && (
        <PaymentFields
          prefix="_"
          means={intake.means ?? undefined}
          reference={intake.payReference ?? undefined}
          mayWait
        />
      )}
    </section>
  )
}

function FootPanel({ till: { form } }: Pick<TillProps, 'till'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const now = form ? dueNow(form) : []
  return (
    <section class="till-foot" aria-label={t.fee}>
      <div id="till-fee">
        <p class="label">{t.fee}</p>
        <p class={now.length > 0 ? 'till-total' : undefined}>
          {now.length > 0 ? formatVnd(sumOf(now), language) : t.noFee}
        </p>
      </div>
      <div class="till-acts" id={fieldId('_accept')}>
        <Button icon="check" name="act" value="accept" altKey="T">
          {t.accept}
        </Button>
        <Button kind="quiet" name="act" value="drop" altKey="L">
          {t.drop}
        </Button>
      </div>
    </section>
  )
}

function Accepted({ till }: Pick<TillProps, 'till'>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { accepted, receipts } = till
  if (!accepted) return null
  const { code, procedureName, applicantName, dueAt } = accepted
  const live = receipts.filter(({ voidedAt }) => voidedAt === null)
  return (
    <div class="till" id="till">
      <TillHead till={{ ...till, isNew: true }} />
      <div class="till-panel till-done" role="status">
        <h2>{t.accepted}</h2>
        <p class="till-code">{code}</p>
        <p>{`${applicantName}. ${procedureName}`}</p>
        {dueAt && <p class="till-total">{t.acceptedDue(formatDateTime(dueAt, language))}</p>}
        {live.map((receipt) => (
          <p key={receipt.id}>{t.paid(formatVnd(receipt.totalVnd, language), numberWords(receipt))}</p>
        ))}
      </div>
      <div class="button-group">
        <LinkButton href={dossierLinks.receiptPdf(code)} icon="print" altKey="P" opensBeside>
          {t.print}
        </LinkButton>
        {live.map(({ id }, index) => (
          <LinkButton
            key={id}
            href={paymentLinks.receiptPdf(id)}
            kind="secondary"
            icon="print"
            altKey={index === 0 ? 'I' : undefined}
            opensBeside
          >
            {t.printReceipt}
          </LinkButton>
        ))}
        <LinkButton href={tillLinks.fresh()} kind="secondary" icon="add" altKey="M">
          {t.another}
        </LinkButton>
        <LinkButton href={dossierDesk.dossier(code)} kind="quiet" altKey="O">
          {t.openDossier}
        </LinkButton>
      </div>
    </div>
  )
}

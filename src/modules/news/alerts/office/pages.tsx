/** Cảnh báo in the office: its form, and the acts that only warnings have. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { Radios, Select } from '#ui/choices.tsx'
import { Button, SummaryList } from '#ui/elements.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { Section } from '#ui/layout.tsx'
import { FileUpload } from '#ui/upload.tsx'
import { AreaChoices } from '../../areas/pages.tsx'
import { newsLinks, pieceCan } from '../../domain.ts'
import { messagesOf, typed, typedMany } from '../../office/domain.ts'
import { type FormProps, MomentField } from '../../office/form/pages.tsx'
import {
  type Alert,
  alertEvents,
  certainties,
  eventKinds,
  severities,
  urgencies,
  type WrittenAlert,
} from '../domain.ts'
import { texts } from '../texts.ts'

export function AlertForm({ fields, errors, places, kept }: FormProps<Alert>) {
  const t = useTexts(texts)
  const { language } = usePage()
  const errorOf = messagesOf(errors)
  const choices = <T extends keyof typeof t & string>(values: readonly T[]) =>
    values.map((value) => ({ value, label: t[value] as string }))
  return (
    <>
      {kept && (
        <SummaryList
          rows={[
            { term: t.message, value: t[kept.message] },
            ...(kept.origin ? [{ term: t.source, value: kept.origin.senderName }] : []),
          ]}
        />
      )}
      <Select
        name="su-kien"
        label={t.event}
        choices={alertEvents.map((value) => ({ value, label: eventKinds[value].name[language] }))}
        value={typed(fields, 'su-kien')}
        error={errorOf('su-kien')}
      />
      <TextInput
        name="tieu-de"
        label={t.headline}
        hint={t.headlineHint}
        value={typed(fields, 'tieu-de')}
        error={errorOf('tieu-de')}
        maxLength={160}
      />
      <Radios
        name="muc-do"
        label={t.severity}
        choices={choices(severities)}
        value={typed(fields, 'muc-do')}
        error={errorOf('muc-do')}
        isInline
      />
      <Radios
        name="khan"
        label={t.urgency}
        choices={choices(urgencies)}
        value={typed(fields, 'khan')}
        error={errorOf('khan')}
        isInline
      />
      <Radios
        name="chac"
        label={t.certainty}
        choices={choices(certainties)}
        value={typed(fields, 'chac')}
        error={errorOf('chac')}
        isInline
      />
      <TextArea
        name="viec-lam"
        label={t.instruct}
        value={typed(fields, 'viec-lam')}
        error={errorOf('viec-lam')}
        rows={5}
      />
      <TextArea
        name="mo-ta"
        label={t.describe}
        value={typed(fields, 'mo-ta')}
        error={errorOf('mo-ta')}
        rows={5}
      />
      <MomentField
        name="tu"
        label={t.fromField}
        hint={t.fromHint}
        fields={fields}
        error={errorOf('tu')}
        isOptional
      />
      <MomentField name="het" label={t.untilField} fields={fields} error={errorOf('het')} />
      <AreaChoices
        places={places}
        chosen={typedMany(fields, 'khu-vuc')}
        hint={t.areasHint}
        error={errorOf('khu-vuc')}
      />
    </>
  )
}

type ActsProps = {
  readonly alert: WrittenAlert
  readonly may: ReadonlySet<string>
  /** The officer wrote or issued it. */
  readonly isOwn: boolean
}

/** Phát khẩn, xem lại, cập nhật, hủy. */
export function AlertActs({ alert, may, isOwn }: ActsProps) {
  const t = useTexts(texts)
  const { id, kind } = alert
  return (
    <>
      {may.has('news.express') && pieceCan('express', alert) && (
        <Section id="phat-khan" title={t.express} level={3}>
          <p>{t.expressLead}</p>
          <PostForm action={newsLinks.express(id)}>
            <Button kind="danger" icon="alert">
              {t.express}
            </Button>
          </PostForm>
        </Section>
      )}
      {may.has('news.approve') && pieceCan('see', alert) && (
        <Section id="xem-lai" title={t.seen} level={3}>
          <p>{isOwn ? t.seenOwn : t.seenLead}</p>
          {!isOwn && (
            <PostForm action={newsLinks.decide(kind, id)} hidden={{ viec: 'da-xem' }}>
              <Button icon="check">{t.seen}</Button>
            </PostForm>
          )}
        </Section>
      )}
      {may.has('news.write') && pieceCan('follow', alert) && (
        <Section id="thay-doi" title={t.follow} level={3}>
          <PostForm action={newsLinks.write(kind, id)} class="button-group">
            <Button kind="secondary" name="viec" value="cap-nhat">
              {t.followUpdate}
            </Button>
            <Button kind="secondary" name="viec" value="huy">
              {t.followCancel}
            </Button>
          </PostForm>
        </Section>
      )}
    </>
  )
}

export function ImportCap() {
  const t = useTexts(texts)
  return (
    <Section id="nhap-cap" title={t.importTitle} isPanel>
      <p>{t.importLead}</p>
      <PostForm action={newsLinks.importCap} hasFiles class="stack" label={t.importTitle}>
        <FileUpload
          name="tep"
          label={t.importFile}
          megabytesMax={1}
          accept=".xml,.cap,application/xml,application/cap+xml"
          kinds="XML"
          isSingle
        />
        <Button kind="secondary" icon="upload">
          {t.import}
        </Button>
      </PostForm>
    </Section>
  )
}

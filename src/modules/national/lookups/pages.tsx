/** Tra cứu: one register at a time; the form as the dossier fills it in, and what the register says. */

import { registerKeys } from '#kernel/packs.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatNumber, formatVnd } from '#kernel/text.ts'
import { calendarDate } from '#kernel/types.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button, SummaryList, type SummaryRow } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { FullNameInput, IdentityNumberInput } from '#ui/people-inputs.tsx'
import { civilKinds } from '../civil/domain.ts'
import type { Answer } from '../registers/domain.ts'
import type { Register, Typed } from './domain.ts'
import { texts } from './texts.ts'

export type LookupView = {
  readonly code: string
  readonly register: Register
  readonly typed: Typed
  readonly answer?: Answer
  readonly problem?: string
}

export function LookupPage({ view }: { readonly view: LookupView }) {
  return (
    <OfficeFrame>
      <Body {...view} />
    </OfficeFrame>
  )
}

function Body({ code, register, typed, answer, problem }: LookupView) {
  const t = useTexts(texts)
  const here = deskLinks.registers(code)
  return (
    <div class="reading stack">
      <BackLink href={deskLinks.dossier(code)}>{t.back}</BackLink>
      <NotDone reason={problem} />
      <PageHead title={t.title} lead={t.lead(code)} />
      <nav aria-label={t.registers} class="queue-tabs">
        <ul>
          {registerKeys.map((one) => (
            <li key={one}>
              <a href={`${here}?so=${one}`} aria-current={one === register ? 'page' : undefined}>
                {t[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {answer && <Said answer={answer} />}
      <Section id="hoi" title={t[register]}>
        <PostForm action={here} hidden={{ register }} class="stack">
          <Inputs register={register} typed={typed} />
          <Button icon="search">{t.act}</Button>
        </PostForm>
      </Section>
    </div>
  )
}

function Inputs({ register, typed }: { readonly register: Register; readonly typed: Typed }) {
  const t = useTexts(texts)
  if (register === 'business')
    return (
      <TextInput
        name="taxCode"
        label={t.taxCode}
        hint={t.taxCodeHint}
        value={typed.taxCode}
        inputMode="numeric"
        width="medium"
        maxLength={14}
      />
    )
  if (register === 'land')
    return (
      <>
        <TextInput
          name="commune"
          label={t.commune}
          hint={t.communeHint}
          value={typed.commune}
          inputMode="numeric"
          width="short"
          maxLength={5}
        />
        <TextInput
          name="map"
          label={t.map}
          value={typed.map}
          inputMode="numeric"
          width="short"
          maxLength={5}
        />
        <TextInput
          name="plot"
          label={t.plot}
          value={typed.plot}
          inputMode="numeric"
          width="short"
          maxLength={6}
        />
      </>
    )
  return (
    <>
      <IdentityNumberInput name="identity" label={t.identity} value={typed.identity} isOwn={false} />
      {register === 'population' && (
        <>
          <FullNameInput name="name" label={t.name} value={typed.name} isOwn={false} />
          <TextInput
            name="birth"
            label={t.birth}
            hint={t.birthHint}
            value={typed.birth}
            inputMode="numeric"
            width="medium"
            maxLength={10}
          />
        </>
      )}
      {register === 'civil' && (
        <Radios
          name="kind"
          label={t.kind}
          value={typed.kind ?? 'khai-sinh'}
          choices={civilKinds.map((value) => ({ value, label: t[value] }))}
        />
      )}
    </>
  )
}

function Said({ answer }: { readonly answer: Answer }) {
  const t = useTexts(texts)
  const entries = useEntries(answer)
  if (answer.register === 'population' && !answer.said.KhopDung)
    return (
      <Notice tone="warning" title={t.differs} isResult>
        <p>{t.differsLead}</p>
      </Notice>
    )
  if (entries.length === 0)
    return (
      <Notice tone="warning" title={t.absent} isResult>
        <p>{t.absentLead}</p>
      </Notice>
    )
  return (
    <Notice tone="success" title={answer.register === 'population' ? t.matches : t.found} isResult>
      {entries.map((rows) => (
        <SummaryList key={rows[0]?.term ?? ''} rows={rows} />
      ))}
    </Notice>
  )
}

/** What was found, entry by entry. */
function useEntries(answer: Answer): readonly (readonly SummaryRow[])[] {
  const t = useTexts(texts)
  const { language } = usePage()
  const rows = (...pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([term, value]) => ({ term, value }))
  switch (answer.register) {
    case 'population': {
      const person = answer.said.CongDan
      if (!person) return []
      return [
        rows(
          [t.name, person.HoTen],
          [t.birth, formatDate(calendarDate(person.NgaySinh))],
          [t.gender, person.GioiTinh],
          [t.ethnicity, person.DanToc],
          [t.residence, person.NoiThuongTru],
        ),
      ]
    }
    case 'business': {
      const firm = answer.said.DoanhNghiep
      if (!firm) return []
      return [
        rows(
          [t.firm, firm.Ten],
          [t.state, firm.TrangThai],
          [t.address, firm.DiaChi],
          [t.representative, firm.NguoiDaiDien],
          [t.capital, formatVnd(firm.VonDieuLe, language)],
          [t.trades, firm.NganhNghe.join(', ')],
        ),
      ]
    }
    case 'civil':
      return answer.said.BanGhi.map((one) =>
        rows(
          [t.record(one.So, one.Quyen), one.HoTen],
          [t.content, one.NoiDung],
          [t.registered, one.NgayDangKy],
          [t.registeredAt, one.NoiDangKy],
        ),
      )
    default: {
      const plot = answer.said.ThuaDat
      if (!plot) return []
      return [
        rows(
          [t.area, t.squareMetres(formatNumber(plot.DienTich, language, 1))],
          [t.use, plot.MucDichSuDung],
          [t.address, plot.DiaChi],
          [t.user, plot.NguoiSuDung],
          [t.certificate, plot.SoGiayChungNhan],
          [t.limits, plot.HanChe.join('; ') || t.noLimits],
        ),
      ]
    }
  }
}

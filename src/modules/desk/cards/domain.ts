/** Thẻ căn cước và hồ sơ đang lưu: where what the card says differs from what is kept. Pure. */

export type Fact = 'name' | 'birthDate' | 'gender'
export const comparedFacts: readonly Fact[] = ['name', 'birthDate', 'gender']
type Known = { readonly [K in Fact]: string | null }
export type Difference = { readonly fact: Fact; readonly card: string; readonly record: string }

/** Chỗ thẻ khác hồ sơ đang lưu. What one of them does not say is no difference. */
export function differencesOf(card: Known, record: Known): readonly Difference[] {
  return comparedFacts.flatMap((fact) => {
    const [said, kept] = [card[fact], record[fact]]
    if (!said || !kept || said.normalize('NFC') === kept.normalize('NFC')) return []
    return [{ fact, card: said, record: kept }]
  })
}

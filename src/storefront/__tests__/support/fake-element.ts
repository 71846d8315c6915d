/** As much of an element as a widget needs; written as HTML for a test to compare. */
export class FakeElement {
  readonly style: { visibility: string } = { visibility: "" }
  children: FakeElement[] = []
  textContent = ""
  private parent?: FakeElement
  private readonly attributes = new Map<string, string>()

  constructor(private readonly name: string) {}

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value)
  }

  append(...children: FakeElement[]): void {
    for (const child of children) child.parent = this
    this.children.push(...children)
  }

  replaceChildren(...children: FakeElement[]): void {
    this.children = []
    this.append(...children)
  }

  remove(): void {
    if (this.parent) this.parent.children = this.parent.children.filter((child) => child !== this)
  }

  inside(): string {
    return this.textContent + this.children.map((child) => child.html()).join("")
  }

  /** As the helper takes it: what it uses of an element is here. */
  asElement(): HTMLElement {
    return this as unknown as HTMLElement
  }

  private html(): string {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${value}"`).join("")
    return `<${this.name}${attributes}>${this.inside()}</${this.name}>`
  }
}

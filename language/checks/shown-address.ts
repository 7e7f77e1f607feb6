/** An address as messages show it, which are kept and go to logs: whoever is named in front of an `@`, and with which password, is left out. */
export function shownAddress(address: string): string {
    return address.replace(/^([a-z][\w+.-]*:\/\/)?.*@/is, '$1…@');
}

/**
 * What a shell is told once. It asks the hidden command `apim complete` for everything else, so that a script never grows old. An answer has
 * a line a candidate, what it means behind a tab; `:file` and `:dir` ask the shell itself.
 */
export const completionScripts = {
    bash: `# Completion of apim in bash. Put this into ~/.bashrc:  source <(apim completion bash)
_apim_complete() {
    local line=\${COMP_LINE:0:COMP_POINT} words current prefix value about
    read -ra words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=('')
    current=\${words[\${#words[@]}-1]}
    # Readline begins a new word at these; what stands before them is there already.
    prefix=\${current%"\${current##*[@:=]}"}
    COMPREPLY=()
    while IFS=$'\\t' read -r value about; do
        case $value in
            :file | :dir)
                compopt -o filenames 2> /dev/null
                while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen "$([[ $value == :dir ]] && echo -d || echo -f)" -- "\${current#"$prefix"}") ;;
            *) COMPREPLY+=("\${value#"$prefix"}") ;;
        esac
    done < <("\${words[0]}" complete -- "\${words[@]:1}" 2> /dev/null)
}
complete -F _apim_complete apim
`,
    zsh: `#compdef apim
# Completion of apim in zsh. Put this into ~/.zshrc, behind compinit:  source <(apim completion zsh)
_apim() {
    local -a found
    local line value
    for line in "\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2> /dev/null)}"; do
        value=\${line%%$'\\t'*}
        case $value in
            '') ;;
            :file) _files ;;
            :dir) _files -/ ;;
            *) found+=("\${value//:/\\\\:}:\${line#*$'\\t'}") ;;
        esac
    done
    (( \${#found} )) && _describe -t apim apim found
}
if [[ \${funcstack[1]} == _apim ]]; then _apim "$@"; else compdef _apim apim; fi
`,
    fish: `# Completion of apim in fish:  apim completion fish > ~/.config/fish/completions/apim.fish
function __apim_complete
    set -l words (commandline -opc) (commandline -ct)
    apim complete -- $words[2..-1] 2> /dev/null | while read -l line
        switch $line
            case ':file*'
                __fish_complete_path (commandline -ct)
            case ':dir*'
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end
complete -c apim -f -a '(__apim_complete)'
`
};

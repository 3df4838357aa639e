/*
 * What a shell runs at Tab: it hands the words as far as the cursor to `baojian complete` and offers the lines that come back, each a word
 * and, behind a tab, what it means. `:files` and `:folders` leave it to the shell.
 */

const BASH = String.raw`# bash completion of baojian
_baojian() {
  local line word
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) compopt -o default ;;
      :folders) compopt -o dirnames ;;
      *)
        word=${'$'}{line%%$'\t'*}
        # Bash breaks words at = and :, and takes only what is behind the last of them.
        [[ ${'$'}{COMP_WORDBREAKS} == *=* && $word == --*=* ]] && word=${'$'}{word#*=}
        case $word in
          *[!a-zA-Z0-9_./=+@%:,-]*) [[ $word == *[[:space:]\'\"\\\$\&\;\|\(\)\<\>\*\?]* ]] && printf -v word %q "$word" ;;
        esac
        COMPREPLY+=("$word")
        ;;
    esac
  done < <("${'$'}{COMP_WORDS[0]}" complete -- "${'$'}{COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _baojian -o nosort baojian
`;

const ZSH = String.raw`#compdef baojian
_baojian() {
  local line
  local -a found words_only
  local files= folders=
  while IFS= read -r line; do
    case $line in
      :files) files=1 ;;
      :folders) folders=1 ;;
      *) found+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}") ;;
    esac
  done < <("${'$'}{words[1]}" complete -- "${'$'}{(@)words[2,CURRENT]}" 2>/dev/null)
  (( ${'$'}#found )) && _describe -V baojian found
  [[ -n $files ]] && _files
  [[ -n $folders ]] && _files -/
  return 0
}
if [[ ${'$'}{funcstack[1]} == _baojian ]]; then
  _baojian "$@"
else
  compdef _baojian baojian
fi
`;

const FISH = `# fish completion of baojian
function __baojian_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in ($program complete -- $words 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path (commandline -ct)
            case :folders
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end
complete -c baojian -f -k -a '(__baojian_complete)'
`;

export const SCRIPTS = { bash: BASH, zsh: ZSH, fish: FISH } as const;
export type Shell = keyof typeof SCRIPTS;

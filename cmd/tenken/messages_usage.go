package main

var (
	msgUsage           = message{"使い方:", "Usage:"}
	msgUsageCommand    = message{"コマンド [オプション]", "COMMAND [flags]"}
	msgUsageCommands   = message{"コマンド:", "Commands:"}
	msgUsageFlags      = message{"オプション:", "Flags:"}
	msgUsageGlobal     = message{"どのコマンドにもあるオプション:", "Flags of every command:"}
	msgUsageMore       = message{"それぞれのコマンドの説明: %s コマンド --help", "More about a command: %s COMMAND --help"}
	msgFlagHelp        = message{"使い方を表示する", "show how this is used"}
	msgHelpShort       = message{"コマンドの使い方を表示する", "show how a command is used"}
	msgCompletionShort = message{"シェルの補完の設定を書き出す", "write the completion script of a shell"}

	msgArgumentMissing = message{"対象が指定されていません: %s", "an argument is missing: %s"}
	msgArgumentsMany   = message{"指定が余分です（%s）: %s", "too many arguments (%s): %s"}
	msgCommandUnknown  = message{"%s というコマンドはありません", "there is no command %s"}
	msgCommandNear     = message{"%s というコマンドはありません。%s ではありませんか", "there is no command %s; did you mean %s?"}
	msgFlagUnknown     = message{"%s というオプションはありません", "there is no flag %s"}
	msgFlagBare        = message{"%s の後に値を書いてください", "%s needs a value"}
	msgFlagValue       = message{"%s %q: %sを書いてください", "%s %q: must be %s"}
	msgNumber          = message{"数", "a number"}
	msgTrueFalse       = message{"true か false のどちらか", "true or false"}
	msgDuration        = message{"時間（30s、5m など）", "a time such as 30s or 5m"}

	msgCannotMake = message{"%s を作れません（%v）。書ける場所を指定してください", "%s cannot be made (%v); name a place that you may write to"}
	msgNoParent   = message{"その上のフォルダーがありません", "there is no folder to hold it"}
	msgNoRight    = message{"権限がありません", "not permitted"}
	msgIsAFolder  = message{"フォルダーです", "it is a folder"}
	msgNoConfig   = message{"設定ファイル %s が見つかりません。tenken config init で作れます", "there is no configuration %s; tenken config init writes one"}
	msgCannotRead = message{"%s を読めません（%v）", "%s cannot be read (%v)"}
)

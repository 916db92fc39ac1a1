namespace BackCare.App.Accounts;

/// <summary>Who does something.</summary>
/// <param name="Id">Account id, <c>key:</c> and the id of an API key, or a word for the program itself.</param>
/// <param name="Name">What a person reads: an e-mail address, a key's name.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Scopes">What a key may do; null for people and the program, who may do what their role may.</param>
public sealed record Actor(string Id, string Name, AccountRole Role, IReadOnlyList<string>? Scopes = null)
{
    /// <summary>Somebody with a shell on the machine, who could change the database anyway.</summary>
    public static Actor Console { get; } = new("console", "command line", AccountRole.Owner);

    /// <summary>The program by itself: start-up, schedules.</summary>
    public static Actor Program { get; } = new("program", "BackCare", AccountRole.Shopper);

    /// <summary>True when this actor may make, change or disable an account of that role.</summary>
    /// <remarks>Admins look after shoppers and analysts; who is an admin or an owner is for owners to decide.</remarks>
    public bool MayGovern(AccountRole role) => Role == AccountRole.Owner || (Role == AccountRole.Admin && role < AccountRole.Admin);
}

using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Pictures;

/// <summary>Takes a picture in, so that products can show it. The same picture twice is stored once.</summary>
public static class UploadPicture
{
    /// <param name="Upload">The file as it came; PNG, JPEG or WebP by its content.</param>
    /// <param name="By">Who uploads.</param>
    public sealed record Command(byte[] Upload, Actor By) : IRequest<Answer<Response>>;

    /// <param name="Hash">Names it from now on.</param>
    /// <param name="Width">Of the large rendition, pixels.</param>
    /// <param name="Height">Of the large rendition, pixels.</param>
    /// <param name="Bytes">Of the large rendition.</param>
    public sealed record Response(string Hash, int Width, int Height, int Bytes);

    internal sealed class Handler(BackCareDb db, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            (ReadPicture? picture, string? problem) = PictureReading.Read(request.Upload);
            if (picture is null) return new Refusal(RefusalKind.Invalid, "The picture cannot be taken.", [new RefusedField("picture", problem!)]);
            if (!await db.Pictures.AnyAsync(p => p.Hash == picture.Hash, cancellationToken))
            {
                db.Pictures.Add(new StoredPicture
                {
                    Hash = picture.Hash,
                    Large = picture.Large,
                    Small = picture.Small,
                    Width = picture.Width,
                    Height = picture.Height,
                    UploadedUtc = clock.GetUtcNow().UtcDateTime,
                    UploadedBy = request.By.Name,
                });
                await SaveAsync(picture.Hash, cancellationToken);
            }

            return new Response(picture.Hash, picture.Width, picture.Height, picture.Large.Length);
        }

        private async Task SaveAsync(string hash, CancellationToken cancellationToken)
        {
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // Somebody uploaded the same picture between the look and the save; anything else wrong with the database is no such thing.
                db.ChangeTracker.Clear();
                if (!await db.Pictures.AnyAsync(p => p.Hash == hash, cancellationToken))
                    throw;
            }
        }
    }
}
